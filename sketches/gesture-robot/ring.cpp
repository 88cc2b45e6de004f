#include "ring.h"

#include <Arduino.h>
#include <RampServo.h>

namespace ring {

namespace {

const uint8_t PIN = 7;
const uint8_t PIXELS = 12, COLOURS = 3 * PIXELS;
// 29.8 % of 255.
const uint8_t BRIGHTEST = 76;
const uint16_t SHORTEST_MS = 500;
// Writing takes 30 µs a pixel.
const uint16_t GAP_US = 700;
const uint8_t DIM[3] = {6, 5, 3};

uint8_t from[COLOURS], to[COLOURS], asked[COLOURS];
uint8_t written[COLOURS];
bool waiting = false, moving = false, fresh = true;
uint16_t over = SHORTEST_MS, askedOver = SHORTEST_MS;
uint32_t began = 0;

uint8_t colourAt(uint8_t i, uint32_t now) {
  const uint32_t passed = now - began;
  if (!moving || passed >= over) return to[i];
  return from[i] + ((int32_t)to[i] - from[i]) * (int32_t)passed / over;
}

// Under the brightest, hue kept; red at most four fifths of the whole (WCAG: a saturated red is more dangerous).
void soften(uint8_t *colour) {
  uint8_t brightest = max(colour[0], max(colour[1], colour[2]));
  if (brightest > BRIGHTEST)
    for (uint8_t i = 0; i < 3; i += 1) colour[i] = (uint16_t)colour[i] * BRIGHTEST / brightest;
  const uint8_t most = 3 * (colour[1] + colour[2]) + 2;
  if (colour[0] > most) {
    const uint8_t other = colour[0] / 6;
    colour[1] = max(colour[1], other);
    colour[2] = max(colour[2], other);
  }
}

// Between pixels the short interrupts run: a byte that is not fetched in time is lost. The servos' is long when it makes the next
// pulses, and 50 µs of silence would end the picture; no edge is due, so it can wait.
struct WithoutServos {
  const uint8_t enabled = TIMSK1;
  WithoutServos() { TIMSK1 = 0; }
  ~WithoutServos() { TIMSK1 = enabled; }
};

// One pixel, twenty cycles a bit, 6 high for a 0 and 13 for a 1.
void send(const uint8_t *colour) {
  const uint8_t grb[3] = {colour[1], colour[0], colour[2]};
  const uint8_t sreg = SREG;
  cli();
  const uint8_t high = PORTD | _BV(PIN), low = PORTD & ~_BV(PIN);
  for (uint8_t i = 0; i < 3; i += 1) {
    uint8_t byte = grb[i], bits = 8, next;
    asm volatile(
        "1: out %[port], %[high] \n\t"
        "mov %[next], %[low]     \n\t"
        "sbrc %[byte], 7         \n\t"
        "mov %[next], %[high]    \n\t"
        "nop                     \n\t"
        "nop                     \n\t"
        "out %[port], %[next]    \n\t"
        "lsl %[byte]             \n\t"
        "nop                     \n\t"
        "rjmp 2f                 \n\t"
        "2: rjmp 3f              \n\t"
        "3: nop                  \n\t"
        "out %[port], %[low]     \n\t"
        "dec %[bits]             \n\t"
        "nop                     \n\t"
        "nop                     \n\t"
        "brne 1b                 \n\t"
        : [byte] "+r"(byte), [bits] "+r"(bits), [next] "=&r"(next)
        : [port] "I"(_SFR_IO_ADDR(PORTD)), [high] "r"(high), [low] "r"(low));
  }
  SREG = sreg;
}

void ask(uint16_t ms) {
  askedOver = ms < SHORTEST_MS ? SHORTEST_MS : ms;
  waiting = true;
}

}  // namespace

void begin() {
  digitalWrite(PIN, LOW);
  pinMode(PIN, OUTPUT);
}

bool show(uint16_t ms, const uint8_t *colours, uint8_t count) {
  if (count != 3 && count != COLOURS) return false;
  for (uint8_t i = 0; i < COLOURS; i += 1) asked[i] = colours[i % count] * 2;
  for (uint8_t i = 0; i < COLOURS; i += 3) soften(asked + i);
  ask(ms);
  return true;
}

void dim() {
  for (uint8_t i = 0; i < COLOURS; i += 1) asked[i] = DIM[i % 3];
  ask(SHORTEST_MS);
}

void light(uint32_t now) {
  if (waiting && (!moving || now - began >= SHORTEST_MS)) {
    for (uint8_t i = 0; i < COLOURS; i += 1) from[i] = colourAt(i, now);
    memcpy(to, asked, COLOURS);
    over = askedOver;
    began = now;
    waiting = false;
    moving = true;
  }
  if (!fresh && !moving) return;
  uint8_t colours[COLOURS];
  for (uint8_t i = 0; i < COLOURS; i += 1) colours[i] = colourAt(i, now);
  if (moving && now - began >= over && now - began >= SHORTEST_MS) moving = false;
  if (!fresh && memcmp(colours, written, COLOURS) == 0) return;
  if (ramp_servo::servoGapUs() < GAP_US) {
    moving = true;
    return;
  }
  {
    WithoutServos withoutServos;
    for (uint8_t i = 0; i < COLOURS; i += 3) send(colours + i);
  }
  memcpy(written, colours, COLOURS);
  fresh = false;
}

}  // namespace ring
