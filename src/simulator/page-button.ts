import { type Html, html } from './html.ts';

/** A button that posts to `/simulator/people/{id}/{action}`. */
export function button(action: string, label: string, data: Readonly<Record<string, string>> = {}, look = ''): Html {
  const input = JSON.stringify(data);
  return html`<button type="button" class="${look}" data-action="${action}" data-input="${input}">${label}</button>`;
}
