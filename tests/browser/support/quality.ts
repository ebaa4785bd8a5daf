import axe from 'axe-core';
import type { Page } from 'playwright-core';
import type { OpenedPage } from './bureau';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe-core finds wrong with the page as it is shown, each with where and why. */
export async function axeFindings(page: Page): Promise<string[]> {
  // Evaluated, not added as a script: the page's policy lets no foreign script in.
  await page.evaluate(axe.source);
  return page.evaluate(async (tags) => {
    const { axe } = globalThis as unknown as { axe: { run: (options: object) => Promise<AxeResult> } };
    const { violations } = await axe.run({ runOnly: { type: 'tag', values: tags } });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
    );
  }, RULES);
}

interface AxeResult {
  violations: { id: string; nodes: { target: string[]; failureSummary: string }[] }[];
}

/** What sticks out of the window to the right, as at 200 % zoom, or makes the page wider than it. */
export function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth > clientWidth) return [`the page is ${scrollWidth} wide in a window of ${clientWidth}`];
    const scrolls = (element: Element): boolean => {
      for (let at: Element | null = element; at !== null; at = at.parentElement) {
        if (/auto|scroll/.test(getComputedStyle(at).overflowX) && at.id !== 'content') return true;
      }
      return false;
    };
    return [...document.querySelectorAll('body *')]
      .filter((element) => {
        const { right, width } = element.getBoundingClientRect();
        return width > 1 && right > clientWidth + 1 && !scrolls(element);
      })
      .map(
        (element) => `${element.tagName}.${element.className}: ${(element.textContent ?? '').slice(0, 40)}`,
      );
  });
}

/** No finding, no error in the console, nothing sticking out. */
export async function expectGood({ page, trouble }: OpenedPage): Promise<void> {
  expect(await axeFindings(page)).toEqual([]);
  expect(await overflowing(page)).toEqual([]);
  expect(trouble).toEqual([]);
}

/**
 * Texts in another language than the page that do not say so, by which whoever has the page read out hears noise (WCAG
 * 3.1.2): Chinese on an English page; on a Chinese page English of three words and more, since names, units and files
 * are part of a Chinese sentence.
 */
export function withoutLanguage(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const inEnglish = document.documentElement.lang === 'en';
    const foreign = (text: string): boolean =>
      inEnglish
        ? /\p{Script=Han}/u.test(text)
        : !/\p{Script=Han}/u.test(text) && /(?:[A-Za-z]{2,}[\s,.;:]+){2,}[A-Za-z]{2,}/.test(text);
    const says = (node: Node): string =>
      node.parentElement?.closest('[lang]')?.getAttribute('lang')?.slice(0, 2) ?? '';
    // What is inside a picture is not read out: its label is.
    const skipped = 'script, style, noscript, textarea, code, pre, [role="img"]';
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = (node.textContent ?? '').trim();
      if (!foreign(text) || node.parentElement?.closest(skipped) != null) continue;
      if (says(node) === (inEnglish ? 'zh' : 'en')) continue;
      const { tagName = '', className = '' } = node.parentElement ?? {};
      found.push(`${tagName}.${className}: ${text.slice(0, 60)}`);
    }
    return found;
  });
}
