// The gesture robot's firmware for an Arduino Uno: Firmata, and what keeps a child safe whatever the host does.
// README.md beside this file tells the messages, the states and the limits.

#include <Arduino.h>
#include <Firmata.h>
#include <RampServo.h>
#include <avr/sleep.h>
#include <avr/wdt.h>

#include "commands.h"
#include "condition.h"
#include "keyframes.h"
#include "pins.h"
#include "ring.h"
#include "wire.h"

const uint8_t FIRMWARE_MAJOR = 1, FIRMWARE_MINOR = 0;
// So many bytes in a turn of the loop at most: a flood must not keep the button waiting.
const uint8_t BYTES_IN_A_TURN = 64;

static uint8_t bootCause __attribute__((section(".noinit")));

// Before anything else: a board that its watchdog has reset comes up with the watchdog running.
extern "C" void keepBootCause() __attribute__((naked, used, section(".init3")));
extern "C" void keepBootCause() {
  bootCause = MCUSR;
  MCUSR = 0;
  wdt_disable();
}

// Firmata's parser, kept from what it does not bear: a message that was cut off would swallow the next one, an empty one
// and one longer than its buffer would write over memory.
static void hearByte(uint8_t byte) {
  static bool inSysex = false;
  static uint8_t length = 0;
  if (byte < 0x80) {
    if (!inSysex || length < MAX_DATA_BYTES) Firmata.parse(byte);
    if (inSysex && length < MAX_DATA_BYTES) length += 1;
    return;
  }
  if (inSysex) {
    if (length == 0) Firmata.parse((uint8_t)0);
    Firmata.parse(END_SYSEX);
    inSysex = false;
  }
  if (byte == END_SYSEX) return;
  inSysex = byte == START_SYSEX;
  length = 0;
  Firmata.parse(byte);
}

void setup() {
  ramp_servo::begin();
  condition::begin();
  ring::begin();
  pins::begin();
  commands::begin();
  pinMode(4, INPUT);
  Serial.begin(57600);
  Firmata.setFirmwareNameAndVersion("gesture-robot", FIRMWARE_MAJOR, FIRMWARE_MINOR);
  Firmata.begin(Serial);
  wire::begin(wire::BOOTED);
  wire::put(bootCause);
  wire::put(FIRMWARE_MAJOR);
  wire::end();
  set_sleep_mode(SLEEP_MODE_IDLE);
  wdt_enable(WDTO_500MS);
}

void loop() {
  static uint8_t frame = 0, told = condition::bits();
  wdt_reset();
  for (uint8_t i = 0; i < BYTES_IN_A_TURN && Serial.available(); i += 1) hearByte(Serial.read());
  const uint32_t now = millis();
  condition::watch(now);
  if (ramp_servo::frames() != frame) {
    frame = ramp_servo::frames();
    condition::frame();
    keyframes::plan();
  }
  ring::light(now);
  pins::report(now);
  wire::reportRefusals(now);
  if (told != condition::bits()) {
    told = condition::bits();
    commands::tellStatus();
  }
  sleep_mode();
}
