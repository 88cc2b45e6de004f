import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { words } from "../language.ts";

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  /** Where it stands, beside what it always is. */
  readonly class?: string;
}

/** A sheet over the screen. Esc is STOP, so it closes by its own button; the focus goes into it and back to where it was. */
export function Over({ title, onClose, children, class: place = "" }: Props) {
  const id = useId();
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    box.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <section ref={box} class={`over ${place}`} role="dialog" aria-labelledby={id} tabIndex={-1}>
      <div class="over-head">
        <h3 id={id}>{title}</h3>
        <button type="button" class="close" onClick={onClose}>
          {words.value.frame.close}
        </button>
      </div>
      {children}
    </section>
  );
}
