// The robot's own messages, each from its bytes to its deed.
#ifndef commands_h
#define commands_h

namespace commands {

void begin();
// The state, and the pulse on each armed pin.
void tellStatus();

}  // namespace commands

#endif
