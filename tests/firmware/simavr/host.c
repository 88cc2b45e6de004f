// Runs a hex file on simavr, unpaced: lines "CYCLE BYTE" on stdin go to the UART, lines "PIN CYCLE WIDTH" come out, one for each
// pulse of pins 0-13, in cycles. Arguments: the hex file, the cycle at which to end.
#include <simavr/avr_ioport.h>
#include <simavr/avr_uart.h>
#include <simavr/sim_avr.h>
#include <simavr/sim_hex.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static avr_t *avr;
static avr_cycle_count_t rose[14];

static void edge(struct avr_irq_t *irq, uint32_t high, void *pin) {
  (void)irq;
  const int which = (int)(intptr_t)pin;
  if (high) {
    rose[which] = avr->cycle;
  } else if (rose[which] != 0) {
    printf("%d %llu %llu\n", which, (unsigned long long)rose[which], (unsigned long long)(avr->cycle - rose[which]));
    rose[which] = 0;
  }
}

static void sleepNot(avr_t *board, avr_cycle_count_t cycles) {
  (void)board;
  (void)cycles;
}

int main(int count, char *arguments[]) {
  if (count != 3) return 2;
  const avr_cycle_count_t end = strtoull(arguments[2], NULL, 10);
  uint32_t size = 0, start = 0;
  uint8_t *code = read_ihex_file(arguments[1], &size, &start);
  avr = avr_make_mcu_by_name("atmega328p");
  if (code == NULL || avr == NULL) return 2;
  avr_init(avr);
  avr->frequency = 16000000;
  avr->vcc = avr->avcc = avr->aref = 5000;
  avr->log = 0;
  avr->sleep = sleepNot;
  avr_loadcode(avr, code, size, start);
  avr->pc = start;
  avr->codeend = avr->flashend;
  uint32_t flags = 0;
  avr_ioctl(avr, AVR_IOCTL_UART_GET_FLAGS('0'), &flags);
  flags &= ~(AVR_UART_FLAG_STDIO | AVR_UART_FLAG_POLL_SLEEP);
  avr_ioctl(avr, AVR_IOCTL_UART_SET_FLAGS('0'), &flags);
  avr_irq_t *input = avr_io_getirq(avr, AVR_IOCTL_UART_GETIRQ('0'), UART_IRQ_INPUT);
  for (intptr_t pin = 0; pin < 14; pin += 1)
    avr_irq_register_notify(avr_io_getirq(avr, AVR_IOCTL_IOPORT_GETIRQ(pin < 8 ? 'D' : 'B'), pin % 8), edge,
                            (void *)pin);
  // The stop button is not pressed.
  avr_ioport_external_t button = {.name = 'D', .mask = 1 << 2, .value = 1 << 2};
  avr_ioctl(avr, AVR_IOCTL_IOPORT_SET_EXTERNAL('D'), &button);

  unsigned long long due = 0;
  unsigned byte = 0;
  int more = scanf("%llu %u", &due, &byte) == 2;
  while (avr->cycle < end) {
    if (more && avr->cycle >= due) {
      avr_raise_irq(input, byte);
      more = scanf("%llu %u", &due, &byte) == 2;
    }
    const int state = avr_run(avr);
    if (state == cpu_Done || state == cpu_Crashed) return 1;
  }
  return 0;
}
