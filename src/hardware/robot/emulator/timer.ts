import type { AVRTimerConfig, CPU } from "avr8js";

interface Mark {
  readonly interrupt: Parameters<CPU["setInterruptFlag"]>[0];
  /** The cycle at which it falls due next. */
  due: number;
}

/**
 * A timer of the ATmega328P that counts up (normal, fast PWM with the full range, and cleared by compare A), without its pins.
 * avr8js' own counts step by step; with no prescaler that is an event for every cycle, and a sleeping sketch costs as much as
 * a busy one. This one knows when its next flag falls due. Phase-correct PWM counts up as well: nothing here reads it.
 */
export function attachTimer(cpu: CPU, config: AVRTimerConfig): void {
  const wide = config.bits === 16;
  const { TCCRA, TCCRB, TCNT, OCRA, OCRB, TIFR, TIMSK } = config;
  const markOf = (address: number, flagMask: number, enableMask: number): Mark => ({
    interrupt: { address, flagRegister: TIFR, flagMask, enableRegister: TIMSK, enableMask },
    due: Number.POSITIVE_INFINITY,
  });
  const overflow = markOf(config.ovfInterrupt, config.TOV, config.TOIE);
  const compareA = markOf(config.compAInterrupt, config.OCFA, config.OCIEA);
  const compareB = markOf(config.compBInterrupt, config.OCFB, config.OCIEB);
  const marks = [overflow, compareA, compareB];
  let from = cpu.cycles; // when the counter was 0, or would have been
  let divider = 0;
  let stood = 0; // the count while it does not run
  let high = 0; // the byte that waits for its other half
  let planned = false;

  const word = (at: number) => (cpu.data[at] ?? 0) + (wide ? (cpu.data[at + 1] ?? 0) * 256 : 0);
  const clearsByCompare = () => {
    const mode = ((cpu.data[TCCRB] ?? 0) & (wide ? 0x18 : 0x08)) >> 1 || 0;
    return (mode | ((cpu.data[TCCRA] ?? 0) & 3)) === (wide ? 4 : 2);
  };
  const top = () => (clearsByCompare() ? word(OCRA) : wide ? 0xffff : 0xff);
  const count = () => (divider === 0 ? stood : Math.floor((cpu.cycles - from) / divider) % (top() + 1));

  const fallDue = () => {
    planned = false;
    const period = divider * (top() + 1);
    for (const mark of marks) {
      if (mark.due > cpu.cycles) continue;
      cpu.setInterruptFlag(mark.interrupt);
      mark.due += period * Math.ceil((cpu.cycles + 1 - mark.due) / period);
    }
    plan();
  };
  const plan = () => {
    if (planned) cpu.clearClockEvent(fallDue);
    const next = Math.min(overflow.due, compareA.due, compareB.due);
    planned = Number.isFinite(next);
    if (planned) cpu.addClockEvent(fallDue, next - cpu.cycles);
  };
  /** Takes the count for the present one and sets all marks anew. */
  const setCount = (value: number) => {
    stood = value;
    from = cpu.cycles - value * divider;
    const last = top();
    const after = (target: number) => {
      if (divider === 0 || target > last) return Number.POSITIVE_INFINITY;
      // The flag comes with the tick after the match.
      const ticks = (target - value + last + 1) % (last + 1);
      return cpu.cycles + (ticks + 1) * divider;
    };
    overflow.due = clearsByCompare() ? Number.POSITIVE_INFINITY : after(last);
    compareA.due = after(word(OCRA));
    compareB.due = after(word(OCRB));
    plan();
  };
  const recount = () => {
    const phase = divider === 0 ? 0 : (cpu.cycles - from) % divider;
    setCount(count());
    from -= phase;
    for (const mark of marks) mark.due -= phase;
    plan();
  };

  const writeWord = (at: number, done: (value: number) => void) => {
    if (wide)
      cpu.writeHooks[at + 1] = (value) => {
        high = value;
        return true;
      };
    cpu.writeHooks[at] = (value) => {
      cpu.data[at] = value;
      if (wide) cpu.data[at + 1] = high;
      done(value + (wide ? high * 256 : 0));
      return true;
    };
  };
  writeWord(TCNT, setCount);
  writeWord(OCRA, recount);
  writeWord(OCRB, recount);
  cpu.readHooks[TCNT] = () => {
    const value = count();
    high = value >> 8;
    return value & 0xff;
  };
  if (wide) cpu.readHooks[TCNT + 1] = () => high;
  cpu.writeHooks[TCCRA] = (value) => {
    const now = count();
    cpu.data[TCCRA] = value;
    setCount(now);
    return true;
  };
  cpu.writeHooks[TCCRB] = (value) => {
    const now = count();
    cpu.data[TCCRB] = value;
    divider = config.dividers[(value & 7) as keyof AVRTimerConfig["dividers"]];
    setCount(now);
    return true;
  };
  cpu.writeHooks[TIFR] = (value) => {
    for (const { interrupt } of marks) if (value & interrupt.flagMask) cpu.clearInterrupt(interrupt);
    return true;
  };
  cpu.writeHooks[TIMSK] = (value) => {
    for (const { interrupt } of marks) cpu.updateInterruptEnable(interrupt, value);
  };
}
