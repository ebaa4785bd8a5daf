import type { Page } from 'playwright-core';

const MOST_STEPS = 120;

/** Presses Tab until the control with this text has the focus, as somebody without a mouse does. */
export async function tabTo(page: Page, text: string): Promise<void> {
  for (let step = 0; step < MOST_STEPS; step += 1) {
    await page.keyboard.press('Tab');
    if ((await focused(page)) === text) return;
  }
  throw new Error(`Tab never came to "${text}"`);
}

/** What the control that has the focus says; of a field, its label. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const at = document.activeElement;
    if (at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement)
      return at.labels?.[0]?.innerText.trim() ?? at.getAttribute('aria-label') ?? '';
    return at instanceof HTMLElement ? at.innerText.trim() : '';
  });
}

/** Controls that look the same with and without the focus. */
export async function withoutVisibleFocus(page: Page): Promise<string[]> {
  // After a key the browser takes every focus for one that must be seen.
  await page.keyboard.press('Tab');
  return page.evaluate(async () => {
    const CONTROLS =
      'a[href], button:not(:disabled), input:not(:disabled), textarea, summary, [tabindex="0"]';
    const look = (control: Element): string => {
      const { parentElement: above } = control;
      const around = [control, above, above?.parentElement, above?.parentElement?.parentElement];
      const near = [...around, ...(above?.children ?? [])].filter((one) => one instanceof Element);
      return near
        .flatMap((one) => [getComputedStyle(one), getComputedStyle(one, '::after')])
        .map((style) => [style.outline, style.boxShadow, style.borderColor, style.backgroundColor].join())
        .join('|');
    };
    const shown = [...document.querySelectorAll<HTMLElement>(CONTROLS)].filter(
      (control) => control.checkVisibility() && control.getBoundingClientRect().width > 0,
    );
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const blind: string[] = [];
    for (const control of shown) {
      control.blur();
      const before = look(control);
      control.focus();
      if (document.activeElement !== control || look(control) !== before) continue;
      // A component may show it with its next drawing.
      await nextFrame();
      if (look(control) === before)
        blind.push(`${control.tagName}.${control.className}: ${control.innerText.slice(0, 30)}`);
    }
    return blind;
  });
}
