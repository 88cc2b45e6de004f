#include "wire.h"

#include <Firmata.h>

namespace wire {

namespace {

const uint8_t FIRST_CHECK = 0x5a;
const uint8_t BETWEEN_REPORTS_MS = 100;
// The most payload bytes that the parser keeps beside the command.
const uint8_t LONGEST = MAX_DATA_BYTES - 1;

uint8_t sent;
uint16_t refusals[REASONS];
uint8_t refusedCommand[REASONS];
uint32_t reportedAt;

uint8_t checkWith(uint8_t check, uint8_t byte) {
  check ^= byte;
  for (uint8_t bit = 0; bit < 7; bit += 1) check = (check << 1) ^ (check & 0x40 ? 0x09 : 0);
  return check & 0x7f;
}

}  // namespace

uint16_t low14(const uint8_t *bytes) { return bytes[0] | (uint16_t)bytes[1] << 7; }

uint32_t low35(const uint8_t *bytes) {
  return low14(bytes) | (uint32_t)low14(bytes + 2) << 14 | (uint32_t)bytes[4] << 28;
}

bool checks(uint8_t command, const uint8_t *payload, uint8_t length) {
  if (length == 0 || length > LONGEST) return false;
  uint8_t check = checkWith(FIRST_CHECK, command);
  for (uint8_t i = 0; i + 1 < length; i += 1) {
    if (payload[i] > 0x7f) return false;
    check = checkWith(check, payload[i]);
  }
  return check == payload[length - 1];
}

void begin(uint8_t report) {
  Serial.write(START_SYSEX);
  sent = FIRST_CHECK;
  put(report);
}

void put(uint8_t value) {
  value &= 0x7f;
  sent = checkWith(sent, value);
  Serial.write(value);
}

void put14(uint16_t value) {
  put(value);
  put(value >> 7);
}

void put35(uint32_t value) {
  for (uint8_t i = 0; i < 5; i += 1, value >>= 7) put(value);
}

void end() {
  Serial.write(sent);
  Serial.write(END_SYSEX);
}

void refuse(uint8_t command, Reason reason) {
  refusedCommand[reason] = command;
  if (refusals[reason] < 0x3fff) refusals[reason] += 1;
}

void reportRefusals(uint32_t now) {
  if (now - reportedAt < BETWEEN_REPORTS_MS) return;
  for (uint8_t reason = 1; reason < REASONS; reason += 1) {
    if (refusals[reason] == 0) continue;
    begin(REFUSED);
    put(refusedCommand[reason]);
    put(reason);
    put14(refusals[reason]);
    end();
    refusals[reason] = 0;
    reportedAt = now;
    return;
  }
}

}  // namespace wire
