#include "pins.h"

#include <Firmata.h>
#include <RampServo.h>

#include "condition.h"
#include "keyframes.h"
#include "wire.h"

namespace pins {

namespace {

const uint8_t PINS = 20, PORTS = 3, ANALOGS = 6, FIRST_ANALOG = 14;
const uint8_t BUTTON = 2, TOUCH = 4, RING = 7, LED = 13;
const uint16_t LEAST_INTERVAL_MS = 10;

uint8_t modes[PINS];
uint8_t levels[PINS];
uint8_t portsReported = 0, analogsReported = 0;
uint8_t lastOfPort[PORTS];
uint16_t interval = 19;
uint32_t sampledAt = 0;
uint16_t shortest[ramp_servo::SERVOS], longest[ramp_servo::SERVOS];

bool reads(uint8_t pin) { return pin == BUTTON || pin == TOUCH || pin == LED || pin > FIRST_ANALOG; }
bool drives(uint8_t pin) { return pin == LED || pin > FIRST_ANALOG; }

void setMode(uint8_t pin, int mode) {
  if (pin >= PINS) return;
  const bool isServo = ramp_servo::servoOfPin(pin) != ramp_servo::NO_SERVO;
  const bool known = isServo                   ? mode == PIN_MODE_SERVO
                     : mode == PIN_MODE_ANALOG ? pin >= FIRST_ANALOG
                     : mode == OUTPUT          ? drives(pin)
                                               : (mode == INPUT || mode == PIN_MODE_PULLUP) && reads(pin);
  if (!known) return wire::refuse(SET_PIN_MODE >> 1, wire::NOT_ARMED);
  modes[pin] = mode;
  if (isServo) return;
  // The stop button has no wire to a supply: it keeps its pull-up.
  if (pin == BUTTON || mode == PIN_MODE_PULLUP) pinMode(pin, INPUT_PULLUP);
  else pinMode(pin, mode == OUTPUT ? OUTPUT : INPUT);
  if (mode == PIN_MODE_ANALOG) digitalWrite(pin, LOW);
}

void setLevel(uint8_t pin, int level) {
  if (pin >= PINS || modes[pin] != OUTPUT || !drives(pin)) return;
  levels[pin] = level != 0;
  digitalWrite(pin, level);
}

void setPort(uint8_t port, int value) {
  for (uint8_t bit = 0; bit < 8; bit += 1) setLevel(port * 8 + bit, value >> bit & 1);
}

// As Servo.h has it: under 544 it is an angle.
void writeServo(uint8_t pin, int value) {
  const uint8_t servo = ramp_servo::servoOfPin(pin);
  if (servo == ramp_servo::NO_SERVO || modes[pin] != PIN_MODE_SERVO) return;
  if (!ramp_servo::armed(servo)) return wire::refuse(ANALOG_MESSAGE >> 1, wire::NOT_ARMED);
  if (!condition::mayMove())
    return wire::refuse(ANALOG_MESSAGE >> 1, condition::isNear() ? wire::NEAR : wire::LATCHED);
  uint16_t us = constrain(value, 0, 3000);
  if (us < ramp_servo::SHORTEST_US) {
    const uint16_t angle = us > 180 ? 180 : us;
    us = shortest[servo] + (uint32_t)angle * (longest[servo] - shortest[servo]) / 180;
  }
  keyframes::forgetServo(servo);
  ramp_servo::moveTo(servo, us * ramp_servo::CYCLES_IN_US);
}

void configureServo(uint8_t pin, uint16_t least, uint16_t most) {
  const uint8_t servo = ramp_servo::servoOfPin(pin);
  if (servo == ramp_servo::NO_SERVO) return;
  if (least < most) {
    shortest[servo] = constrain(least, ramp_servo::SHORTEST_US, ramp_servo::LONGEST_US);
    longest[servo] = constrain(most, ramp_servo::SHORTEST_US, ramp_servo::LONGEST_US);
  }
  modes[pin] = PIN_MODE_SERVO;
}

uint8_t readPort(uint8_t port) {
  uint8_t value = 0;
  for (uint8_t bit = 0; bit < 8; bit += 1) {
    const uint8_t pin = port * 8 + bit;
    if (pin < PINS && reads(pin) && (modes[pin] == INPUT || modes[pin] == PIN_MODE_PULLUP))
      value |= digitalRead(pin) << bit;
  }
  return value;
}

void setPortReporting(uint8_t port, int on) {
  if (port >= PORTS) return;
  portsReported = on ? portsReported | 1 << port : portsReported & ~(1 << port);
  if (!on) return;
  lastOfPort[port] = readPort(port);
  Firmata.sendDigitalPort(port, lastOfPort[port]);
}

void setAnalogReporting(uint8_t channel, int on) {
  if (channel >= ANALOGS) return;
  analogsReported = on ? analogsReported | 1 << channel : analogsReported & ~(1 << channel);
  if (!on) return;
  setMode(FIRST_ANALOG + channel, PIN_MODE_ANALOG);
  Firmata.sendAnalog(channel, analogRead(channel));
}

void put(uint8_t mode, uint8_t bits) {
  Serial.write(mode);
  Serial.write(bits);
}

void tellCapabilities() {
  Serial.write(START_SYSEX);
  Serial.write(CAPABILITY_RESPONSE);
  for (uint8_t pin = 0; pin < PINS; pin += 1) {
    if (reads(pin)) {
      put(INPUT, 1);
      put(PIN_MODE_PULLUP, 1);
    }
    if (drives(pin)) put(OUTPUT, 1);
    if (pin >= FIRST_ANALOG) put(PIN_MODE_ANALOG, 10);
    if (ramp_servo::servoOfPin(pin) != ramp_servo::NO_SERVO) put(PIN_MODE_SERVO, 14);
    Serial.write(127);
  }
  Serial.write(END_SYSEX);
}

void tellAnalogMapping() {
  Serial.write(START_SYSEX);
  Serial.write(ANALOG_MAPPING_RESPONSE);
  for (uint8_t pin = 0; pin < PINS; pin += 1) Serial.write(pin >= FIRST_ANALOG ? pin - FIRST_ANALOG : 127);
  Serial.write(END_SYSEX);
}

void tellState(uint8_t pin) {
  Serial.write(START_SYSEX);
  Serial.write(PIN_STATE_RESPONSE);
  Serial.write(pin);
  if (pin < PINS) {
    const uint8_t servo = ramp_servo::servoOfPin(pin);
    const uint16_t state =
        servo == ramp_servo::NO_SERVO ? levels[pin] : ramp_servo::pulseOf(servo) / ramp_servo::CYCLES_IN_US;
    Serial.write(modes[pin]);
    Serial.write(state & 0x7f);
    Serial.write(state >> 7 & 0x7f);
  }
  Serial.write(END_SYSEX);
}

}  // namespace

void begin() {
  for (uint8_t pin = 0; pin < PINS; pin += 1)
    modes[pin] = ramp_servo::servoOfPin(pin) != ramp_servo::NO_SERVO ? PIN_MODE_SERVO
                 : pin >= FIRST_ANALOG                               ? PIN_MODE_ANALOG
                                                                     : INPUT;
  modes[BUTTON] = PIN_MODE_PULLUP;
  for (uint8_t servo = 0; servo < ramp_servo::SERVOS; servo += 1) {
    shortest[servo] = ramp_servo::SHORTEST_US;
    longest[servo] = ramp_servo::LONGEST_US;
  }
  Firmata.attach(SET_PIN_MODE, setMode);
  Firmata.attach(SET_DIGITAL_PIN_VALUE, setLevel);
  Firmata.attach(DIGITAL_MESSAGE, setPort);
  Firmata.attach(ANALOG_MESSAGE, writeServo);
  Firmata.attach(REPORT_DIGITAL, setPortReporting);
  Firmata.attach(REPORT_ANALOG, setAnalogReporting);
}

void hear(uint8_t command, uint8_t length, uint8_t *bytes) {
  if (length > MAX_DATA_BYTES - 1) return;
  if (command == SERVO_CONFIG && length >= 5)
    configureServo(bytes[0], wire::low14(bytes + 1), wire::low14(bytes + 3));
  else if (command == EXTENDED_ANALOG && length >= 2)
    writeServo(bytes[0], length >= 3 ? wire::low14(bytes + 1) : bytes[1]);
  else if (command == SAMPLING_INTERVAL && length >= 2)
    interval = max(wire::low14(bytes), LEAST_INTERVAL_MS);
  else if (command == CAPABILITY_QUERY)
    tellCapabilities();
  else if (command == ANALOG_MAPPING_QUERY)
    tellAnalogMapping();
  else if (command == PIN_STATE_QUERY && length >= 1)
    tellState(bytes[0] & 0x7f);
}

void report(uint32_t now) {
  for (uint8_t port = 0; port < PORTS; port += 1) {
    if (!(portsReported >> port & 1)) continue;
    const uint8_t value = readPort(port);
    if (value == lastOfPort[port]) continue;
    lastOfPort[port] = value;
    Firmata.sendDigitalPort(port, value);
  }
  if (now - sampledAt < interval) return;
  sampledAt = now;
  for (uint8_t channel = 0; channel < ANALOGS; channel += 1)
    if (analogsReported >> channel & 1) Firmata.sendAnalog(channel, analogRead(channel));
}

}  // namespace pins
