// The robot's own messages: numbers of seven bits, low ones first, and a check at the end. The host's side of the same is
// src/hardware/robot/wire.ts.
#ifndef wire_h
#define wire_h

#include <stdint.h>

namespace wire {

enum Command : uint8_t {
  LIMITS = 0x01,
  WATCHDOG = 0x02,
  GESTURE = 0x03,
  STOP = 0x04,
  SYNC = 0x05,
  STATUS = 0x06,
  RING = 0x07,
  DISTANCE = 0x08,
  REFUSED = 0x09,
  BOOTED = 0x0a,
};

enum Reason : uint8_t { LATCHED = 1, LATE, QUEUE_FULL, MALFORMED, NOT_ARMED, NEAR, SCALED, REASONS };

uint16_t low14(const uint8_t *bytes);
uint32_t low35(const uint8_t *bytes);

// Whether the last of `length` payload bytes is the check of this command and the others, and all are of seven bits.
bool checks(uint8_t command, const uint8_t *payload, uint8_t length);

// A report: begin, parts, end. The check goes out with the end.
void begin(uint8_t report);
void put(uint8_t value);
void put14(uint16_t value);
void put35(uint32_t value);
void end();

// Counts a refusal; reports leave ten times a second at most, however many there are.
void refuse(uint8_t command, Reason reason);
void reportRefusals(uint32_t now);

}  // namespace wire

#endif
