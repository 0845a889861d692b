import { type Html, html } from './html.ts';
import { button } from './page-button.ts';
import type { PersonView } from './person-view.ts';
import type { AutomaticReplies } from './resources.ts';

const replyWords: Readonly<Record<AutomaticReplies['kind'], string>> = {
  off: 'at work',
  always: 'away until further notice',
  scheduled: 'away',
};

/** Mailbox, Teams, and what the report of registrations still believes. */
export function renderWork({ mailbox, hasTeams, apps, reported }: PersonView): Html {
  const isAway = mailbox !== undefined && mailbox.replies.kind !== 'off';
  return html`<section><h3>At work</h3><ul class="records">
    <li><span><b>Mailbox</b><small>${
      mailbox === undefined ? 'none' : `${mailbox.timeZone} · ${awayWords(mailbox.replies)}`
    }</small></span>
    ${mailbox !== undefined && button(isAway ? 'come-back' : 'go-away', isAway ? 'Back' : 'Away', {}, 'small')}</li>
    <li><span><b>Teams</b><small>${
      hasTeams ? (apps.length > 0 ? `${apps.join(', ')} installed` : 'no app installed') : 'no licence'
    }</small></span></li>
    <li><span><b>Registration report</b><small>${
      reported === undefined
        ? 'no row'
        : `${reported.methods.join(', ') || 'nothing'} · as of ${reported.at.toISOString().slice(0, 16).replace('T', ' ')} UTC`
    }</small></span></li>
  </ul></section>`;
}

function awayWords(replies: AutomaticReplies): string {
  const until = replies.kind === 'scheduled' ? ` until ${replies.until.toISOString().slice(0, 10)}` : '';
  return `${replyWords[replies.kind]}${until}`;
}
