// How a servo comes to a target: faster by `ramp` a frame up to `fastest`, and slower again in time to stand at the target.
// It brakes by `soft` where it goes the wrong way or too fast, and by `steepest` only where the target came too near. Pure
// arithmetic, in cycles and cycles a frame.
#ifndef Approach_h
#define Approach_h

#include <stdint.h>

namespace ramp_servo {

// Whether `speed`, slower by `slower` each frame, comes to a stand within `way`.
inline bool stands(int16_t speed, uint16_t way, int16_t slower) {
  return (uint32_t)(uint16_t)speed * (uint16_t)(speed + slower) <= (uint32_t)(2 * slower) * way;
}

// The speed of the next frame, `off` from the target at `speed` now.
inline int16_t approach(int16_t off, int16_t speed, int16_t ramp, int16_t soft, int16_t steepest,
                        int16_t fastest) {
  const bool back = off < 0 || (off == 0 && speed < 0);
  const uint16_t way = off < 0 ? -off : off;
  const int16_t now = back ? -speed : speed;
  if (way <= (uint16_t)ramp && now <= 2 * ramp && now >= -2 * ramp) return off;
  int16_t next;
  if (now < 0) {
    next = now + soft;
  } else {
    next = now + ramp;
    if (next > fastest) next = now - soft > fastest ? now - soft : fastest;
    if (!stands(next, way, ramp) && next > now) next = now;
    if (!stands(next, way, ramp)) next = now > soft ? now - soft : 0;
    if (!stands(next, way, steepest)) next = now > steepest ? now - steepest : 0;
    if (next > 0 && (uint16_t)next > way) next = way;
  }
  return back ? -next : next;
}

}  // namespace ramp_servo

#endif
