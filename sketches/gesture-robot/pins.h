// Plain Firmata: pin modes, digital and analogue input, outputs where no servo can be, and the queries.
#ifndef pins_h
#define pins_h

#include <stdint.h>

namespace pins {

void begin();
// A Firmata sysex message that is not the robot's own.
void hear(uint8_t command, uint8_t length, uint8_t *bytes);
// In each turn of the loop: inputs that changed, and analogue readings at their interval.
void report(uint32_t now);

}  // namespace pins

#endif
