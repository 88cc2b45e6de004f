// Streams up to eight analogue channels as lines of text, each with a number, the device's time and a checksum.
// README.md beside this file tells the lines and the commands.

#include <Arduino.h>
#include <avr/sleep.h>
#include <avr/wdt.h>
#include <util/atomic.h>
#include <util/crc16.h>

// A0–A7: a Nano or a Pro Mini has eight, an Uno six.
const uint8_t CHANNELS = 8;
const uint16_t LEAST_HZ = 1, MOST_HZ = 500;
const uint32_t BAUD = 115200;
const uint8_t TIMER_TICK_US = 4;
// The longest line: "D4294967295,4294967295," eight readings, "*FFFF" and its end.
const uint8_t LONGEST_LINE = 72;
const uint8_t LONGEST_COMMAND = 16;
const uint8_t QUEUED = 8;

struct Sample {
  uint32_t at;
  uint16_t readings[CHANNELS];
};

static uint8_t channels = 6;
static uint16_t rate = 100;
static volatile Sample queue[QUEUED];
static volatile uint8_t head = 0, tail = 0;
static volatile uint32_t lost = 0;
static uint32_t number = 0;

static char line[LONGEST_LINE];
static uint8_t length = 0;

static void put(char letter) {
  if (length < LONGEST_LINE) line[length++] = letter;
}

static void putNumber(uint32_t value) {
  char digits[10];
  uint8_t count = 0;
  do {
    digits[count++] = '0' + value % 10;
    value /= 10;
  } while (value > 0);
  while (count > 0) put(digits[--count]);
}

// CRC-16/XMODEM over the line so far, in four hexadecimal digits after a star.
static void endLine() {
  uint16_t check = 0;
  for (uint8_t i = 0; i < length; i += 1) check = _crc_xmodem_update(check, line[i]);
  put('*');
  for (int8_t shift = 12; shift >= 0; shift -= 4) put("0123456789ABCDEF"[check >> shift & 0xf]);
  put('\n');
  Serial.write((const uint8_t *)line, length);
  length = 0;
}

static void putField(uint32_t value) {
  put(',');
  putNumber(value);
}

static void tellSettings() {
  put('H');
  putNumber(1);
  putField(rate);
  putField(channels);
  putField(10);
  putField(5000);
  endLine();
}

static void tellError(char reason) {
  put('E');
  put(reason);
  endLine();
}

static void setRate(uint16_t hz) {
  rate = hz;
  const uint32_t ticks = F_CPU / 64 / hz;
  // 250 kHz / 65536: slower than four a second needs the larger divisor.
  const bool slow = ticks > 65535;
  ATOMIC_BLOCK(ATOMIC_RESTORESTATE) {
    TCCR1A = 0;
    TCCR1B = _BV(WGM12) | (slow ? _BV(CS12) : _BV(CS11) | _BV(CS10));
    OCR1A = (slow ? F_CPU / 256 / hz : ticks) - 1;
    TCNT1 = 0;
    TIMSK1 = _BV(OCIE1A);
  }
}

static uint16_t readChannel(uint8_t channel) {
  ADMUX = _BV(REFS0) | channel;
  ADCSRA |= _BV(ADSC);
  while (ADCSRA & _BV(ADSC)) {}
  return ADC;
}

// What one line may take: a rate and a number of channels that the wire and the converter cannot carry are refused.
static bool fits(uint16_t hz, uint8_t count) {
  // 104 µs a channel and half a millisecond for the line; 14 + 5 a channel characters at 11520 a second, on average.
  const uint32_t us = 1000000UL / hz;
  return count * 110UL + 500 <= us && (22UL + count * 5) * hz <= BAUD / 10;
}

static bool readNumber(const char *text, uint32_t &value) {
  if (*text == 0) return false;
  value = 0;
  for (; *text; text += 1) {
    if (*text < '0' || *text > '9' || value > 100000) return false;
    value = value * 10 + *text - '0';
  }
  return true;
}

// "R250" sets the rate, "C4" the number of channels, "?" asks for the settings.
static void obey(const char *command) {
  uint32_t value = 0;
  if (*command == '?' && command[1] == 0) return tellSettings();
  if ((*command != 'R' && *command != 'C') || !readNumber(command + 1, value)) return tellError('?');
  const bool isRate = *command == 'R';
  if (isRate ? value < LEAST_HZ || value > MOST_HZ : value < 1 || value > CHANNELS) return tellError(*command);
  if (!fits(isRate ? value : rate, isRate ? channels : value)) return tellError('F');
  if (isRate) setRate(value);
  else channels = value;
  tellSettings();
}

static void hear(char letter) {
  static char command[LONGEST_COMMAND];
  static uint8_t count = 0;
  if (letter == '\r') return;
  if (letter != '\n') {
    if (count < LONGEST_COMMAND) command[count++] = letter;
    return;
  }
  if (count == LONGEST_COMMAND) tellError('?');
  else if (count > 0) {
    command[count] = 0;
    obey(command);
  }
  count = 0;
}

ISR(TIMER1_COMPA_vect, ISR_NOBLOCK) {
  static uint8_t busy = 0;
  const uint32_t at = micros();
  const uint8_t next = (head + 1) % QUEUED;
  if (busy || next == tail) {
    lost += 1;
    return;
  }
  busy = 1;
  const uint8_t count = channels;
  queue[head].at = at;
  for (uint8_t i = 0; i < count; i += 1) queue[head].readings[i] = readChannel(i);
  head = next;
  busy = 0;
}

// Lines that could not be sent leave a gap in the numbers.
static void sendSample() {
  uint32_t missing;
  ATOMIC_BLOCK(ATOMIC_RESTORESTATE) {
    missing = lost;
    lost = 0;
  }
  number += missing;
  put('D');
  putNumber(number++);
  putField(queue[tail].at);
  for (uint8_t i = 0; i < channels; i += 1) putField(queue[tail].readings[i]);
  tail = (tail + 1) % QUEUED;
  endLine();
}

void setup() {
  Serial.begin(BAUD);
  ADCSRA = _BV(ADEN) | _BV(ADPS2) | _BV(ADPS1) | _BV(ADPS0);
  set_sleep_mode(SLEEP_MODE_IDLE);
  wdt_enable(WDTO_500MS);
  tellSettings();
  setRate(rate);
}

void loop() {
  wdt_reset();
  while (Serial.available()) hear(Serial.read());
  while (tail != head) sendSample();
  sleep_mode();
}
