// Motion in time: keyframes on the device's clock, a minimum-jerk way between them.
#ifndef keyframes_h
#define keyframes_h

#include <stdint.h>

namespace keyframes {

// A gesture as it came: a flag, its start, five bytes for each keyframe (see wire.h). `length` is without the check.
void add(const uint8_t *payload, uint8_t length, uint32_t now);

void forget();
void forgetServo(uint8_t servo);

// Once in each frame: where each servo is to be in the next one.
void plan();

}  // namespace keyframes

#endif
