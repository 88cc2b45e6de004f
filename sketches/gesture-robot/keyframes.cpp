#include "keyframes.h"

#include <Arduino.h>
#include <RampServo.h>

#include "condition.h"
#include "wire.h"

namespace keyframes {

namespace {

using ramp_servo::SERVOS;

const uint8_t KEPT = 40;
const uint8_t HEAD = 6, FRAME_BYTES = 5, IN_A_MESSAGE = 11;
const uint16_t SHORTEST_MS = 20;
// A start up to one frame ago is still in time: a minimum-jerk way has hardly begun by then.
const uint8_t LATE_MS = 20;
const uint32_t AHEAD_MS = 60000;

struct Keyframe {
  uint8_t servo;
  uint16_t place;
  uint16_t lasts;
  uint32_t ends;
};

struct Way {
  uint16_t from, to;
  uint16_t lasts;  // 0: none
  uint32_t ends;
};

Keyframe queue[KEPT];
uint8_t queued = 0;
Way ways[SERVOS];

void drop(uint8_t at) {
  queued -= 1;
  memmove(queue + at, queue + at + 1, (queued - at) * sizeof(Keyframe));
}

// The servo's next keyframe in the queue, which is in order for each servo; KEPT for none.
uint8_t nextOf(uint8_t servo) {
  for (uint8_t i = 0; i < queued; i += 1)
    if (queue[i].servo == servo) return i;
  return KEPT;
}

// When the servo has come to its last keyframe.
bool lastEnd(uint8_t servo, uint32_t &ends) {
  for (uint8_t i = queued; i > 0; i -= 1)
    if (queue[i - 1].servo == servo) {
      ends = queue[i - 1].ends;
      return true;
    }
  ends = ways[servo].ends;
  return ways[servo].lasts > 0;
}

// Of a way of `lasts` ms, as much as speed (peak 1.875·A/T) and acceleration (peak 5.774·A/T²) allow.
uint16_t cut(uint16_t way, uint16_t lasts, const ramp_servo::Limits &limits) {
  const uint32_t bySpeed = (uint32_t)limits.speed * lasts * 2 / 75;
  const uint32_t ms = lasts < 2000 ? lasts : 2000;
  const uint32_t byAcceleration = limits.acceleration * ms * ms / 2310;
  const uint32_t most = bySpeed < byAcceleration ? bySpeed : byAcceleration;
  return way > most ? most : way;
}

void begin(Way &way, uint8_t servo, const Keyframe &keyframe) {
  const ramp_servo::Limits &limits = ramp_servo::limitsOf(servo);
  way.from = ramp_servo::placeOf(servo);
  const uint16_t to = constrain(keyframe.place, limits.from, limits.to);
  const bool back = to < way.from;
  const uint16_t asked = back ? way.from - to : to - way.from;
  const uint16_t given = cut(asked, keyframe.lasts, limits);
  if (given < asked) wire::refuse(wire::GESTURE, wire::SCALED);
  way.to = back ? way.from - given : way.from + given;
  way.lasts = keyframe.lasts;
  way.ends = keyframe.ends;
}

// 10x³ − 15x⁴ + 6x⁵ in fractions of 32768.
uint16_t minimumJerk(uint16_t x) {
  const uint32_t x2 = (uint32_t)x * x >> 15, x3 = x2 * x >> 15;
  const uint32_t rest = 327680UL - 15UL * x + 6 * x2;
  return x3 * (rest >> 4) >> 11;
}

uint16_t placeOn(const Way &way, int32_t left) {
  if (left <= 0) return way.to;
  if (left >= way.lasts) return way.from;
  const uint16_t x = ((uint32_t)(way.lasts - left) << 15) / way.lasts;
  const uint16_t share = minimumJerk(x);
  return way.to >= way.from ? way.from + ((uint32_t)(way.to - way.from) * share >> 15)
                            : way.from - ((uint32_t)(way.from - way.to) * share >> 15);
}

// Servo numbers in place of pins, places in the range, times in order; else the gesture is refused whole.
wire::Reason flaw(const uint8_t *frames, uint8_t count, int32_t ahead) {
  if (ahead > (int32_t)AHEAD_MS) return wire::MALFORMED;
  uint16_t last[SERVOS] = {0};
  for (uint8_t i = 0; i < count; i += 1, frames += FRAME_BYTES) {
    const uint8_t servo = ramp_servo::servoOfPin(frames[0]);
    if (!ramp_servo::armed(servo)) return wire::NOT_ARMED;
    const uint16_t after = wire::low14(frames + 1);
    if (after < last[servo] + SHORTEST_MS) return wire::MALFORMED;
    last[servo] = after;
  }
  return wire::REASONS;
}

}  // namespace

void forget() {
  queued = 0;
  for (uint8_t servo = 0; servo < SERVOS; servo += 1) forgetServo(servo);
}

void forgetServo(uint8_t servo) {
  for (uint8_t i = queued; i > 0; i -= 1)
    if (queue[i - 1].servo == servo) drop(i - 1);
  if (ways[servo].lasts > 0) ramp_servo::brake(servo);
  ways[servo].lasts = 0;
}

void add(const uint8_t *payload, uint8_t length, uint32_t now) {
  using wire::refuse;
  const uint8_t count = length >= HEAD ? (length - HEAD) / FRAME_BYTES : 0;
  if (length < HEAD || (length - HEAD) % FRAME_BYTES != 0 || count > IN_A_MESSAGE)
    return refuse(wire::GESTURE, wire::MALFORMED);
  if (!condition::mayMove()) return refuse(wire::GESTURE, condition::isNear() ? wire::NEAR : wire::LATCHED);
  const uint32_t start = wire::low35(payload + 1);
  const uint8_t *frames = payload + HEAD;
  const wire::Reason wrong = flaw(frames, count, start - now);
  if (wrong != wire::REASONS) return refuse(wire::GESTURE, wrong);
  if (payload[0] & 1) forget();
  if (queued + count > KEPT) return refuse(wire::GESTURE, wire::QUEUE_FULL);
  uint16_t before[SERVOS] = {0};
  for (uint8_t i = 0; i < count; i += 1, frames += FRAME_BYTES) {
    const uint8_t servo = ramp_servo::servoOfPin(frames[0]);
    const uint32_t ends = start + wire::low14(frames + 1);
    // After the one before it in this gesture, even if that came too late, and after what is already promised.
    uint32_t begins = start + before[servo], last;
    before[servo] = wire::low14(frames + 1);
    if (lastEnd(servo, last) && (int32_t)(last - begins) > 0) begins = last;
    const int32_t lasts = ends - begins;
    // Late is dropped, never made up for.
    if ((int32_t)(begins - now) < -LATE_MS || lasts < SHORTEST_MS) {
      refuse(wire::GESTURE, wire::LATE);
      continue;
    }
    queue[queued++] = {servo, (uint16_t)(wire::low14(frames + 3) * ramp_servo::CYCLES_IN_US), (uint16_t)lasts, ends};
  }
}

void plan() {
  // millis() stands for 1.024 ms, and is late now and then by as much again: frames are steadier, and a way is as smooth as
  // its time.
  static uint32_t frame = 0;
  const uint32_t told = ramp_servo::frameBegan() + ramp_servo::FRAME_MS;
  frame += ramp_servo::FRAME_MS;
  const int32_t off = told - frame;
  if (off > 0 || off < -2) frame = told;
  for (uint8_t servo = 0; servo < SERVOS; servo += 1) {
    // The pulse that is planned now goes out in this servo's slot of the next frame.
    const uint32_t at = frame + servo * 5 / 2;
    Way &way = ways[servo];
    for (;;) {
      if (way.lasts > 0 && (int32_t)(way.ends - at) <= 0) {
        ramp_servo::follow(servo, way.to);
        way.lasts = 0;
      }
      if (way.lasts > 0) break;
      const uint8_t next = nextOf(servo);
      if (next == KEPT || (int32_t)(at - (queue[next].ends - queue[next].lasts)) < 0) break;
      begin(way, servo, queue[next]);
      drop(next);
    }
    if (way.lasts > 0) ramp_servo::follow(servo, placeOn(way, way.ends - at));
  }
}

}  // namespace keyframes
