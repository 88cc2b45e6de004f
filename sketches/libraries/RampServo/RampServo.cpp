#include "RampServo.h"

#include <Arduino.h>
#include <util/atomic.h>

#include "Approach.h"

// The core's own count of milliseconds: an interrupt cannot call millis() cheaply.
extern volatile unsigned long timer0_millis;

namespace ramp_servo {

namespace {

const uint8_t PINS[SERVOS] = {3, 5, 6, 8, 9, 10, 11, 12};
const uint16_t SLOT = 2500 * CYCLES_IN_US;
// The interrupt comes so much before its edge, in cycles: more than another interrupt, a stretch of the sketch without
// interrupts right after it, and its own entry together.
const uint16_t LEAD = 440;
// The last part of the wait is to the cycle.
const int16_t FINE = 180;
// Half a second at rest before the pulses end.
const uint8_t FRAMES_UNTIL_SLEEP = 25;

// Where a servo is to go: along a path, else with a ramp.
struct Wish {
  uint16_t place;
  bool follows, slow;
};

struct Servo {
  volatile uint8_t *port;
  uint8_t mask;
  bool armed, pulsing;
  bool begun;  // its first pulse has been sent
  uint8_t still;  // frames at rest
  Limits limits;
  uint16_t place;
  int16_t speed;
  Wish asked;  // by the sketch, at any time
  Wish goal;   // taken over at the end of each frame
  uint16_t target;
};

Servo servos[SERVOS];
volatile uint8_t slot = SERVOS - 1;
volatile bool high = false;
volatile bool frozen = false, paused = false, sleepy = false;
volatile uint8_t frameCount = 0;
volatile uint32_t frameTime = 0;
uint16_t edge = 0;

int16_t clamp(int16_t value, int16_t bound) {
  return value > bound ? bound : value < -bound ? -bound : value;
}

// Waits until the counter has come to `moment`; the same number of cycles from there to the end, always.
inline __attribute__((always_inline)) void waitFor(uint16_t moment) {
  while ((int16_t)(moment - TCNT1) > FINE) {}
  uint8_t left, until = moment;
  asm volatile(
      "lds %[left], %[counter]    \n\t"
      "sub %[until], %[left]      \n\t"
      "mov %[left], %[until]      \n\t"
      "cpi %[left], 200           \n\t"  // past it: this interrupt was kept waiting longer than LEAD
      "brcs 1f                    \n\t"
      "ldi %[left], 0             \n\t"
      "1: subi %[left], 4         \n\t"  // four cycles each turn
      "nop                        \n\t"
      "brcc 1b                    \n\t"
      "lsr %[left]                \n\t"  // and the remainder
      "brcs 2f                    \n\t"
      "2: lsr %[left]             \n\t"
      "brcs 3f                    \n\t"
      "3: brcs 4f                 \n\t"
      "4:                         \n\t"
      : [left] "=&d"(left), [until] "+r"(until)
      : [counter] "n"(_SFR_MEM_ADDR(TCNT1L)));
}

int16_t rampTo(int16_t speed, int16_t steepest) {
  const int16_t ramp = speed / RAMP_FRAMES;
  return ramp < 1 ? 1 : ramp > steepest ? steepest : ramp;
}

void stay(Servo &servo) {
  servo.target = servo.place;
  servo.asked = servo.goal = {servo.place, false, false};
}

// The next pulse of a servo: the one place where a pulse changes.
void step(Servo &servo) {
  const Limits &limits = servo.limits;
  if (!servo.pulsing || frozen) {
    servo.speed = 0;
    stay(servo);
    return;
  }
  if (!servo.begun) return;
  int16_t speed;
  const int16_t steepest = limits.acceleration;
  if (paused) {
    speed = servo.speed - clamp(servo.speed, steepest);
  } else {
    const uint16_t fastest = servo.goal.slow && limits.speed > SLOW ? SLOW : limits.speed;
    const int16_t soft = servo.goal.follows ? steepest : rampTo(limits.speed, steepest);
    const int16_t ramp = servo.goal.slow ? rampTo(fastest, steepest) : soft;
    // On a path the servo goes as the path goes, and comes back to it if it was elsewhere.
    const int16_t along = servo.goal.follows ? clamp(servo.goal.place - servo.target, fastest) : 0;
    servo.target = servo.goal.place;
    const int16_t off = servo.target - along - servo.place;
    speed = along + approach(off, servo.speed - along, ramp, soft, steepest, fastest);
    speed = servo.speed + clamp(speed - servo.speed, steepest);
  }
  speed = clamp(speed, limits.speed);
  uint16_t place = servo.place + speed;
  // A range that was narrowed around the servo is entered as slowly as any other move.
  if (place > limits.to && servo.place <= limits.to) place = limits.to;
  if (place < limits.from && servo.place >= limits.from) place = limits.from;
  servo.speed = place - servo.place;
  servo.place = place;
  if (paused) stay(servo);
  // Between two pulses, never in one.
  if (place != limits.rest || servo.target != limits.rest) servo.still = 0;
  else if (servo.still < FRAMES_UNTIL_SLEEP) servo.still += 1;
  else if (sleepy) servo.pulsing = false;
}

// Once in a frame, before the first slot: what the sketch asked for meanwhile.
void takeOver() {
  for (Servo &servo : servos) {
    if (servo.asked.follows && !servo.goal.follows) servo.target = servo.asked.place;
    servo.goal = servo.asked;
  }
}

void prepare(uint8_t which) {
  if (which == 0) takeOver();
  step(servos[which]);
}

}  // namespace

}  // namespace ramp_servo

ISR(TIMER1_COMPA_vect) {
  using namespace ramp_servo;
  const bool falls = high;
  if (!falls) slot = (slot + 1) % SERVOS;
  Servo &servo = servos[slot];
  const bool rises = !falls && servo.pulsing;
  const uint8_t set = rises ? servo.mask : 0, keep = falls ? ~servo.mask : 0xff;
  volatile uint8_t *port = servo.port;
  edge = OCR1A + LEAD;
  waitFor(edge);
  *port = (*port & keep) | set;
  if (rises) {
    OCR1A = edge + servo.place - LEAD;
    servo.begun = high = true;
  } else {
    OCR1A = edge + (falls ? SLOT - servo.place : SLOT) - LEAD;
    high = false;
  }
  if (!falls && slot == 0) {
    frameTime = timer0_millis;
    frameCount += 1;
  }
  if (!rises) prepare((slot + 1) % SERVOS);
}

namespace ramp_servo {

void begin() {
  for (uint8_t i = 0; i < SERVOS; i += 1) {
    digitalWrite(PINS[i], LOW);
    pinMode(PINS[i], OUTPUT);
    servos[i].port = portOutputRegister(digitalPinToPort(PINS[i]));
    servos[i].mask = digitalPinToBitMask(PINS[i]);
  }
  ATOMIC_BLOCK(ATOMIC_RESTORESTATE) {
    TCCR1A = 0;
    TCCR1B = _BV(CS10);
    TCNT1 = 0;
    OCR1A = SLOT;
    TIFR1 = _BV(OCF1A);
    TIMSK1 = _BV(OCIE1A);
  }
}

uint8_t servoOfPin(uint8_t pin) {
  for (uint8_t i = 0; i < SERVOS; i += 1)
    if (PINS[i] == pin) return i;
  return NO_SERVO;
}

uint8_t pinOfServo(uint8_t servo) { return PINS[servo]; }

bool fit(Limits &limits) {
  if (limits.from < SHORTEST_US * CYCLES_IN_US) limits.from = SHORTEST_US * CYCLES_IN_US;
  if (limits.to > LONGEST_US * CYCLES_IN_US) limits.to = LONGEST_US * CYCLES_IN_US;
  if (limits.from > limits.to || limits.speed == 0 || limits.acceleration == 0) return false;
  limits.rest = constrain(limits.rest, limits.from, limits.to);
  if (limits.speed > FASTEST) limits.speed = FASTEST;
  if (limits.acceleration > STEEPEST) limits.acceleration = STEEPEST;
  return true;
}

void arm(uint8_t which, const Limits &limits) {
  Servo &servo = servos[which];
  ATOMIC_BLOCK(ATOMIC_RESTORESTATE) {
    servo.limits = limits;
    servo.still = 0;
    if (!servo.armed || !servo.pulsing) {
      servo.place = limits.rest;
      servo.speed = 0;
      stay(servo);
      servo.begun = false;
      servo.armed = servo.pulsing = true;
    } else {
      servo.asked = {constrain(servo.asked.place, limits.from, limits.to), false, servo.asked.slow};
    }
  }
}

bool armed(uint8_t servo) { return servo < SERVOS && servos[servo].armed; }

const Limits &limitsOf(uint8_t servo) { return servos[servo].limits; }

static void ask(uint8_t which, uint16_t cycles, bool follows, bool slow) {
  Servo &servo = servos[which];
  const uint16_t inside = constrain(cycles, servo.limits.from, servo.limits.to);
  ATOMIC_BLOCK(ATOMIC_RESTORESTATE) {
    servo.asked = {inside, follows, slow};
  }
}

void moveTo(uint8_t servo, uint16_t cycles) { ask(servo, cycles, false, false); }

void follow(uint8_t servo, uint16_t cycles) { ask(servo, cycles, true, false); }

void brake(uint8_t which) {
  Servo &servo = servos[which];
  if (!servo.armed) return;
  int16_t speed;
  uint16_t place;
  ATOMIC_BLOCK(ATOMIC_RESTORESTATE) {
    speed = servo.speed;
    place = servo.place;
  }
  const int16_t steepest = servo.limits.acceleration, fast = speed < 0 ? -speed : speed;
  const int16_t way = (uint32_t)fast * (fast + steepest) / (2 * steepest);
  moveTo(which, speed < 0 ? place - way : place + way);
}

void restAll() {
  for (uint8_t i = 0; i < SERVOS; i += 1)
    if (servos[i].armed) ask(i, servos[i].limits.rest, false, true);
}

void freeze(bool on) { frozen = on; }

void pause(bool on) { paused = on; }

void sleepAtRest() { sleepy = true; }

void wakeAll() {
  sleepy = false;
  for (Servo &servo : servos)
    if (servo.armed && !servo.pulsing) {
      servo.still = 0;
      servo.begun = false;
      servo.pulsing = true;
    }
}

uint16_t pulseOf(uint8_t which) {
  uint16_t pulse;
  ATOMIC_BLOCK(ATOMIC_RESTORESTATE) { pulse = servos[which].pulsing ? servos[which].place : 0; }
  return pulse;
}

uint16_t placeOf(uint8_t which) {
  uint16_t place;
  ATOMIC_BLOCK(ATOMIC_RESTORESTATE) {
    place = servos[which].asked.follows ? servos[which].asked.place : servos[which].place;
  }
  return place;
}

uint8_t frames() { return frameCount; }

uint32_t frameBegan() {
  uint32_t began;
  ATOMIC_BLOCK(ATOMIC_RESTORESTATE) { began = frameTime; }
  return began;
}

uint16_t servoGapUs() {
  uint16_t left;
  uint8_t now;
  bool inPulse;
  // No longer without interrupts than this: an edge may be due.
  ATOMIC_BLOCK(ATOMIC_RESTORESTATE) {
    left = OCR1A - TCNT1;
    if (TIFR1 & _BV(OCF1A)) left = 0;
    now = slot;
    inPulse = high;
  }
  uint16_t gap = left / CYCLES_IN_US;
  if (left == 0 || inPulse) return gap;
  for (uint8_t i = 1; i < SERVOS && !servos[(now + i) % SERVOS].pulsing; i += 1) gap += 2500;
  return gap;
}

}  // namespace ramp_servo
