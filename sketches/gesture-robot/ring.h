// The light ring: twelve WS2812 on pin 7. Whatever is asked: under 30 % of full brightness, no pure red, and no change that
// takes less than half a second or is turned round sooner; so never more than one flash a second.
#ifndef ring_h
#define ring_h

#include <stdint.h>

namespace ring {

void begin();

// Colours of seven bits, three for each pixel; one pixel's stand for the whole ring. False for any other number.
bool show(uint16_t over, const uint8_t *colours, uint8_t count);

// Dim and steady.
void dim();

// In each turn of the loop: writes when there is something new and no servo's edge is near.
void light(uint32_t now);

}  // namespace ring

#endif
