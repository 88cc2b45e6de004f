// Servo pulses that cannot leave their range, nor change faster than their limits, whatever a sketch asks.
//
// A frame lasts 20 ms and has eight slots of 2.5 ms, one for each servo pin. Timer 1 counts CPU cycles; widths are kept in
// cycles (1/16 µs), and both edges of a pulse are waited for to the cycle, so that other interrupts do not shake the arm.
// Range, speed and acceleration are held in the timer's interrupt, as each next pulse is made.
#ifndef RampServo_h
#define RampServo_h

#include <stdint.h>

namespace ramp_servo {

const uint8_t SERVOS = 8;
const uint8_t NO_SERVO = 255;
const uint8_t FRAME_MS = 20;
const uint16_t CYCLES_IN_US = 16;

// Compiled in: no limit that is given later goes beyond them. µs; µs a frame; µs a frame each frame.
const uint16_t SHORTEST_US = 544;
const uint16_t LONGEST_US = 2400;
const uint16_t FASTEST = 40 * CYCLES_IN_US;   // 200 °/s at 10 µs/°
const uint16_t STEEPEST = 8 * CYCLES_IN_US;   // 2000 °/s² at 10 µs/°
// What "slowly to rest" means: about 20 °/s.
const uint16_t SLOW = 4 * CYCLES_IN_US;
// A write comes to its full speed in so many frames: 400 ms.
const uint8_t RAMP_FRAMES = 20;

// In cycles, and cycles a frame.
struct Limits {
  uint16_t from, to, rest, speed, acceleration;
};

void begin();

// Which slot a pin has; NO_SERVO for a pin that can carry none.
uint8_t servoOfPin(uint8_t pin);
uint8_t pinOfServo(uint8_t servo);

// Cuts limits to what is compiled in. False when they make no range.
bool fit(Limits &limits);

// The servo's pulses begin, at rest; on an armed servo the limits change and nothing jumps.
void arm(uint8_t servo, const Limits &limits);
bool armed(uint8_t servo);
const Limits &limitsOf(uint8_t servo);

// A target to be reached with a ramp, and never faster than the limits.
void moveTo(uint8_t servo, uint16_t cycles);
// The next frame's place on a smooth path. To be told in each frame; see frames().
void follow(uint8_t servo, uint16_t cycles);
// Comes to a stand as soon as the acceleration allows.
void brake(uint8_t servo);
// Slowly to rest, all of them.
void restAll();

// No change of any pulse from the next one on; for as long as it is set.
void freeze(bool on);
// Brakes as hard as the acceleration allows and stays; for as long as it is set.
void pause(bool on);
// Pulses off for servos that have long been at rest; on again, at rest.
void sleepAtRest();
void wakeAll();

// The pulse now, in cycles; 0 when none is sent.
uint16_t pulseOf(uint8_t servo);
// Where a path can begin: where the last one has come to, or else the present place.
uint16_t placeOf(uint8_t servo);

// Frames so far, and when the last one began, by millis().
uint8_t frames();
uint32_t frameBegan();
// How long from now no edge of any pulse is due.
uint16_t servoGapUs();

}  // namespace ramp_servo

#endif
