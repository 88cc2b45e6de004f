import {
  AVRADC,
  AVRClock,
  AVREEPROM,
  AVRIOPort,
  AVRSPI,
  AVRTWI,
  AVRUSART,
  AVRWatchdog,
  adcConfig,
  avrInstruction,
  CPU,
  clockConfig,
  EEPROMMemoryBackend,
  eepromConfig,
  portBConfig,
  portCConfig,
  portDConfig,
  spiConfig,
  timer0Config,
  timer1Config,
  timer2Config,
  twiConfig,
  usart0Config,
  watchdogConfig,
} from "avr8js";
import { readIntelHex } from "./intel-hex.ts";
import { attachTimer } from "./timer.ts";

/** CPU cycles since the board was first powered: 16 to a microsecond. */
export type Cycles = number;
export const CYCLES_IN_MS = 16_000;

const FREQUENCY = 16e6;
const SRAM = 2048;
const EEPROM = 1024;
const SLEEP = 0x9588;
const SMCR = 0x53;
const MCUSR = 0x54;
/** The bit of UCSRB that lets the serial port receive. */
const RXEN = 0x10;
/** Bits of MCUSR: what started the board. */
const BY_POWER = 1;
const BY_RESET_BUTTON = 2;
const BY_WATCHDOG = 8;

/** What a board tells those around it; both in order of time. */
export interface UnoListener {
  /** A pin that the board drives changed, with the cycle of the change. Pins as printed: 0–13, A0–A5 are 14–19. */
  edge?(pin: number, high: boolean, at: Cycles): void;
  /** A byte left by the serial port. */
  byte?(byte: number, at: Cycles): void;
}

/** avr8js keeps its next event to itself; a sleeping board goes from one to the next. */
interface NextEvent {
  nextClockEvent: { readonly cycles: number } | null;
}

interface Chip {
  readonly cpu: CPU;
  readonly ports: readonly AVRIOPort[];
  readonly usart: AVRUSART;
  readonly adc: AVRADC;
}

/**
 * An Arduino Uno that runs a compiled sketch, cycle by cycle in simulated time, and sleeps where the sketch sleeps. It has no
 * clock of its own: `runTo` says how far. Digital inputs are low but pin 2, which has a button to ground; analogue inputs are 0 V.
 */
export class Uno {
  readonly #program: Uint16Array;
  readonly #listener: UnoListener;
  readonly #eeprom = new EEPROMMemoryBackend(EEPROM);
  readonly #levels = new Map<number, boolean>([[2, true]]);
  readonly #volts: number[] = [];
  #incoming: number[] = [];
  #chip: Chip;
  #asleep = false;
  #wantsReset = 0;

  /** @param hex a compiled sketch, as the text of an Intel hex file */
  constructor(hex: string, listener: UnoListener) {
    this.#program = readIntelHex(hex);
    this.#listener = listener;
    this.#chip = this.#start(BY_POWER, 0);
  }

  get cycles(): Cycles {
    return this.#chip.cpu.cycles;
  }

  /** Bytes that wait to go to the board. */
  get waiting(): number {
    return this.#incoming.length;
  }

  /** Bytes to the serial port; they arrive one by one, as fast as the sketch has set the port. */
  send(bytes: Iterable<number>): void {
    for (const byte of bytes) this.#incoming.push(byte);
    this.#feed();
  }

  setLevel(pin: number, high: boolean): void {
    this.#levels.set(pin, high);
    const { port, bit } = placeOf(pin);
    this.#chip.ports[port]?.setPin(bit, high);
  }

  /** @param volts 0–5, on analogue input 0–5 */
  setVolts(channel: number, volts: number): void {
    this.#volts[channel] = volts;
    this.#chip.adc.channelValues[channel] = volts;
  }

  /** As if the reset button, or the host's opening of the port, had reset it. */
  reset(): void {
    this.#incoming = [];
    this.#chip = this.#start(BY_RESET_BUTTON, this.cycles);
  }

  /** From now on the sketch stays where it is, interrupts run: what a watchdog is for. Lasts until the next reset. */
  hang(): void {
    const { cpu } = this.#chip;
    const program = cpu.progMem.slice();
    for (const [at, word] of program.entries()) if (word === SLEEP) program[at] = 0xcfff; // rjmp to itself
    cpu.progMem = program;
    this.#asleep = false;
  }

  /** Runs until this cycle (or the end of the instruction that crosses it). */
  runTo(cycle: Cycles): void {
    this.#feed();
    // A name of its own for the imported function: this loop is where all the time goes.
    const execute = avrInstruction;
    while (this.cycles < cycle) {
      const { cpu } = this.#chip;
      const { data, progMem } = cpu;
      while (cpu.cycles < cycle && this.#wantsReset === 0) {
        if (this.#asleep) this.#sleepTo(cycle);
        else if (progMem[cpu.pc] === SLEEP && (data[SMCR] ?? 0) & 1) {
          cpu.pc += 1;
          cpu.cycles += 1;
          this.#asleep = true;
        } else {
          execute(cpu);
          cpu.tick();
        }
      }
      if (this.#wantsReset !== 0) this.#chip = this.#start(this.#wantsReset, cpu.cycles, data);
    }
  }

  #sleepTo(cycle: Cycles): void {
    const { cpu } = this.#chip;
    const before = cpu.pc;
    const next = (cpu as unknown as NextEvent).nextClockEvent;
    // An interrupt that waits already wakes it at once.
    if (cpu.nextInterrupt < 0) cpu.cycles = Math.max(cpu.cycles, Math.min(cycle, next?.cycles ?? cycle));
    cpu.tick();
    this.#asleep = cpu.pc === before;
  }

  #feed(): void {
    const { usart } = this.#chip;
    if (this.#incoming.length === 0 || usart.rxBusy || !usart.rxEnable) return;
    usart.writeByte(this.#incoming.shift() ?? 0);
  }

  /** A board as it comes up. All but memory begins anew, as in a real one. */
  #start(cause: number, at: Cycles, memory?: Uint8Array): Chip {
    const cpu = new CPU(this.#program, SRAM);
    if (memory) cpu.data.set(memory.subarray(0x100), 0x100);
    cpu.cycles = at;
    cpu.data[MCUSR] = cause;
    const ports = [portBConfig, portCConfig, portDConfig].map((config) => new AVRIOPort(cpu, config));
    for (const config of [timer0Config, timer1Config, timer2Config]) attachTimer(cpu, config);
    const clock = new AVRClock(cpu, FREQUENCY, clockConfig);
    new AVRWatchdog(cpu, watchdogConfig, clock);
    new AVREEPROM(cpu, this.#eeprom, eepromConfig);
    new AVRTWI(cpu, twiConfig, FREQUENCY);
    new AVRSPI(cpu, spiConfig, FREQUENCY);
    const usart = new AVRUSART(cpu, usart0Config, FREQUENCY);
    usart.onByteTransmit = (byte) => this.#listener.byte?.(byte, cpu.cycles);
    usart.onRxComplete = () => this.#feed();
    // avr8js forgets a byte that has come when the sketch writes UCSRB, as the core does for each byte that it sends.
    const { UCSRB } = usart0Config;
    const write = cpu.writeHooks[UCSRB];
    cpu.writeHooks[UCSRB] = (value, old, address, mask) => write?.(value, old & ~RXEN, address, mask);
    const adc = new AVRADC(cpu, adcConfig);
    for (const [channel, volts] of this.#volts.entries()) adc.channelValues[channel] = volts;
    // avr8js begins the program anew and leaves ports and timers as they were.
    this.#wantsReset = 0;
    cpu.reset = () => {
      this.#wantsReset = BY_WATCHDOG;
    };
    this.#asleep = false;
    const before = this.#chip?.ports;
    const chip = { cpu, ports, usart, adc };
    for (const [index, port] of ports.entries()) {
      const first = FIRST_PINS[index] ?? 0;
      // Whatever the board drove high falls with the reset.
      const stood = before?.[index];
      for (let bit = 0; stood && bit < 8; bit += 1)
        if (stood.pinState(bit) === 1) this.#listener.edge?.(first + bit, false, at);
      port.addListener((value, old) => {
        for (let bit = 0, changed = value ^ old; changed !== 0; bit += 1, changed >>= 1)
          if (changed & 1) this.#listener.edge?.(first + bit, ((value >> bit) & 1) === 1, cpu.cycles);
      });
    }
    for (const [pin, high] of this.#levels) {
      const { port, bit } = placeOf(pin);
      ports[port]?.setPin(bit, high);
    }
    return chip;
  }
}

/** The first pin of ports B, C and D. */
const FIRST_PINS = [8, 14, 0] as const;

function placeOf(pin: number): { port: number; bit: number } {
  const port = pin < 8 ? 2 : pin < 14 ? 0 : 1;
  return { port, bit: pin - (FIRST_PINS[port] ?? 0) };
}
