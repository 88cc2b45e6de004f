#include "commands.h"

#include <Firmata.h>
#include <RampServo.h>

#include "condition.h"
#include "keyframes.h"
#include "pins.h"
#include "ring.h"
#include "wire.h"

namespace commands {

namespace {

using ramp_servo::CYCLES_IN_US;
using wire::low14;
using wire::refuse;

void takeLimits(const uint8_t *bytes, uint8_t length) {
  const uint8_t servo = length == 11 ? ramp_servo::servoOfPin(bytes[0]) : ramp_servo::NO_SERVO;
  ramp_servo::Limits limits;
  if (servo != ramp_servo::NO_SERVO) {
    limits.from = constrain(low14(bytes + 1), 0, 4000) * CYCLES_IN_US;
    limits.to = constrain(low14(bytes + 3), 0, 4000) * CYCLES_IN_US;
    limits.speed = low14(bytes + 5);
    limits.rest = constrain(low14(bytes + 7), 0, 4000) * CYCLES_IN_US;
    limits.acceleration = low14(bytes + 9);
  }
  if (servo == ramp_servo::NO_SERVO || !ramp_servo::fit(limits)) return refuse(wire::LIMITS, wire::MALFORMED);
  // A first pulse may move an arm: not while a hand is near, nor after a STOP.
  if (condition::isNear()) return refuse(wire::LIMITS, wire::NEAR);
  if (condition::isHeld()) return refuse(wire::LIMITS, wire::LATCHED);
  keyframes::forgetServo(servo);
  ramp_servo::arm(servo, limits);
}

void takeStop(const uint8_t *bytes, uint8_t length, bool whole) {
  // To hold is always right, even when the message was damaged.
  if (length >= 1 && bytes[0] == 1) return condition::hold();
  if (!whole || length != 1 || bytes[0] > 2) return refuse(wire::STOP, wire::MALFORMED);
  if (bytes[0] == 2) return condition::rest();
  if (!condition::clear()) refuse(wire::STOP, wire::LATCHED);
}

void answerSync(uint8_t id) {
  const uint32_t now = millis();
  condition::heard(now);
  wire::begin(wire::SYNC);
  wire::put(id);
  wire::put35(now);
  wire::put(condition::bits());
  wire::end();
}

void takeDistance(const uint8_t *bytes, uint8_t length) {
  if (length != 5 || (bytes[0] > 5 && bytes[0] != 127) || low14(bytes + 1) <= low14(bytes + 3))
    return refuse(wire::DISTANCE, wire::MALFORMED);
  condition::setDistance(bytes[0], low14(bytes + 1), low14(bytes + 3));
}

void hear(uint8_t command, uint8_t size, uint8_t *bytes) {
  if (command > wire::DISTANCE || command < wire::LIMITS) return pins::hear(command, size, bytes);
  const bool whole = wire::checks(command, bytes, size);
  const uint8_t length = size - 1;
  if (command == wire::STOP && size >= 1) return takeStop(bytes, length, whole);
  if (!whole) return refuse(command, wire::MALFORMED);
  switch (command) {
    case wire::LIMITS:
      return takeLimits(bytes, length);
    case wire::WATCHDOG:
      if (length != 2 || !condition::setSilence(low14(bytes))) refuse(command, wire::MALFORMED);
      return;
    case wire::GESTURE:
      return keyframes::add(bytes, length, millis());
    case wire::SYNC:
      return length == 1 ? answerSync(bytes[0]) : refuse(command, wire::MALFORMED);
    case wire::STATUS:
      return tellStatus();
    case wire::RING:
      if (length < 2 || !ring::show(low14(bytes), bytes + 2, length - 2)) refuse(command, wire::MALFORMED);
      return;
    case wire::DISTANCE:
      return takeDistance(bytes, length);
  }
}

// Firmata's own reset: slowly to rest, not limp; what is held stays held.
void reset() {
  if (!condition::isHeld()) condition::rest();
}

}  // namespace

void begin() {
  Firmata.attach(START_SYSEX, hear);
  Firmata.attach(SYSTEM_RESET, reset);
}

void tellStatus() {
  wire::begin(wire::STATUS);
  wire::put(condition::bits());
  for (uint8_t servo = 0; servo < ramp_servo::SERVOS; servo += 1) {
    if (!ramp_servo::armed(servo)) continue;
    wire::put(ramp_servo::pinOfServo(servo));
    wire::put14((ramp_servo::pulseOf(servo) + CYCLES_IN_US / 2) / CYCLES_IN_US);
  }
  wire::end();
}

}  // namespace commands
