#include "condition.h"

#include <Arduino.h>
#include <RampServo.h>

#include "keyframes.h"
#include "ring.h"

namespace condition {

namespace {

const uint8_t BUTTON = 2;
// So many reads in a row, about a millisecond each: a spark is not a press.
const uint8_t BUTTON_READS = 3;
const uint16_t LEAST_SILENCE_MS = 100;
const uint8_t NO_CHANNEL = 127;
// Frames of 20 ms: believed near at once, believed away after half a second.
const uint8_t NEAR_FRAMES = 2, AWAY_FRAMES = 25;

State state = RESTING;
bool near = false, silent = false, button = false, awaited = false;
uint8_t buttonReads = 0, distanceFrames = 0;
uint16_t silence = 1000;
uint32_t heardAt = 0;
uint8_t channel = 0;
// A GP2Y0A21 at 5 V: 25 and 35 cm.
uint16_t nearReading = 225, farReading = 168;

void stopBeingNear() {
  near = false;
  ramp_servo::pause(false);
  if (state == RESTING || state == LOST) ramp_servo::restAll();
}

void goToRest(State why) {
  state = why;
  keyframes::forget();
  ramp_servo::freeze(false);
  ramp_servo::restAll();
}

void readButton() {
  const bool down = digitalRead(BUTTON) == LOW;
  if (down == button) {
    buttonReads = 0;
  } else if (++buttonReads >= BUTTON_READS) {
    button = down;
    buttonReads = 0;
    if (down) hold();
  }
}

void readDistance() {
  if (channel == NO_CHANNEL) return;
  const uint16_t reading = analogRead(channel);
  const bool changes = near ? reading <= farReading : reading >= nearReading;
  distanceFrames = changes ? distanceFrames + 1 : 0;
  if (distanceFrames < (near ? AWAY_FRAMES : NEAR_FRAMES)) return;
  distanceFrames = 0;
  if (near) return stopBeingNear();
  near = true;
  keyframes::forget();
  ramp_servo::pause(true);
}

}  // namespace

void begin() { pinMode(BUTTON, INPUT_PULLUP); }

void watch(uint32_t now) {
  readButton();
  if (now - heardAt < silence || (state != RUNNING && !awaited)) return;
  if (!silent) ring::dim();
  silent = true;
  // Held stays held: nobody asked for a move.
  if (state == RUNNING) goToRest(LOST);
}

void frame() {
  readDistance();
  if (near || state == HELD) return;
  if (state == RUNNING) ramp_servo::wakeAll();
  else ramp_servo::sleepAtRest();
}

bool mayMove() { return state == RUNNING && !near; }

bool isNear() { return near; }

bool isHeld() { return state == HELD; }

uint8_t bits() { return state | near << 2 | silent << 3 | button << 4; }

void hold() {
  ramp_servo::freeze(true);
  keyframes::forget();
  state = HELD;
  ring::dim();
}

void rest() { goToRest(RESTING); }

bool clear() {
  if (button) return false;
  if (state != RUNNING) {
    // Whatever was on its way stops here; only what is asked from now on moves.
    for (uint8_t servo = 0; servo < ramp_servo::SERVOS; servo += 1) ramp_servo::brake(servo);
    ramp_servo::freeze(false);
  }
  state = RUNNING;
  silent = false;
  return true;
}

void heard(uint32_t now) {
  heardAt = now;
  awaited = true;
}

bool setSilence(uint16_t ms) {
  if (ms < LEAST_SILENCE_MS) return false;
  silence = ms;
  return true;
}

void setDistance(uint8_t which, uint16_t nearEdge, uint16_t farEdge) {
  channel = which;
  nearReading = nearEdge;
  farReading = farEdge;
  if (channel == NO_CHANNEL && near) stopBeingNear();
}

}  // namespace condition
