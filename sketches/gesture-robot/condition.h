// Whether the robot may move. All states but RUNNING stay until the host, after a person's word, clears them.
#ifndef condition_h
#define condition_h

#include <stdint.h>

namespace condition {

enum State : uint8_t { RUNNING, HELD, RESTING, LOST };

// After a boot: RESTING, and no pulse.
void begin();
// Once in each turn of the loop, and once in each frame.
void watch(uint32_t now);
void frame();

bool mayMove();
// As reports carry it: the state in two bits, then near, silent, button.
uint8_t bits();

void hold();
void rest();
// False while the button is down.
bool clear();

// The heartbeat, and how long it may be missing.
void heard(uint32_t now);
bool setSilence(uint16_t ms);

// A distance sensor's channel, 127 for none, and its readings at the near and the far edge.
void setDistance(uint8_t channel, uint16_t nearEdge, uint16_t farEdge);
bool isNear();
bool isHeld();

}  // namespace condition

#endif
