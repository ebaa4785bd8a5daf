/** The nonce of this page, written by the server (api/web.ts): styles without it are refused by the page's policy. */
export const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;

type Create = (name: string, options?: ElementCreationOptions) => HTMLElement;

/**
 * Lets the style elements that components make carry the nonce. Ant Design passes it on to its own styles, but not to the
 * few rules that keep the page from scrolling under a dialog and that measure the scroll bar.
 */
export function giveStylesTheNonce(): void {
  if (nonce === undefined) return;
  const create: Create = Reflect.get(document, 'createElement');
  Reflect.set(document, 'createElement', (...asked: Parameters<Create>): HTMLElement => {
    const element = create.apply(document, asked);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  });
}
