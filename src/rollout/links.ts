import type { EntryProblem } from './reply.ts';

type LinkProblem = Extract<EntryProblem, { readonly link: string }>;

/** Microsoft's, with all below them. */
export const microsoftHosts: readonly string[] = [
  'microsoft.com',
  'aka.ms',
  'microsoftonline.com',
  'microsoftonline.us',
  'microsoftonline.cn',
];
/** Below them, but anybody can publish a page there. */
const openToAnybody: readonly string[] = ['forms.microsoft.com', 'customervoice.microsoft.com'];
/** Genuine pages that sign in somebody else's device, or give an app rights: nothing that a nudge asks for. */
const givesAway = /\/(?:devicelogin|deviceauth|oauth2|adminconsent)(?![a-z])/i;

/** Whatever a client may make a link of, up to where it surely ends. */
const webAddress = /https?:[^\s<>"]*/giu;
/** What belongs to the sentence around a link. */
const afterLink = /[.,;:!?)\]'*_]+$/u;
/** Only what every client reads alike: a plain host, no port, no user, nothing encoded in it. */
const plainLink = /^https:\/\/([a-z0-9-]+(?:\.[a-z0-9-]+)+)((?:[/?#][A-Za-z0-9\-._~/%?#=&+,:;!$*'()]*)?)$/i;
/** Another address inside: the host would send whoever follows it there. `%2f` may itself be encoded. */
const passesOn = /(?::|\/)\/|\/\/|%(?:25)*2f%(?:25)*2f|%(?:25)*5c|xn--/i;

const otherScheme =
  /\b[a-z][a-z0-9+.-]*:\/\/\S*|(?<![\p{L}\p{N}])(?:javascript|vbscript|data|file|mailto|tel|sms|blob|intent|ms-[a-z-]+|msteams):\S+/iu;
const rawHost = /(?<![\p{L}\p{N}.])(?:\d{1,3}\.){3}\d{1,3}(?![\p{L}\p{N}.])|(?:\/\/|\\\\)[\p{L}\p{N}][^\s]*/u;
/** Clients make links of these by themselves; an address of a mailbox has one, too. */
const domain =
  /[\p{L}\p{N}_-][\p{L}\p{M}\p{N}_-]*(?:\.[\p{L}\p{M}\p{N}_-]+)*\.\p{L}[\p{L}\p{M}\p{N}-]*[\p{L}\p{N}](?![\p{L}\p{M}\p{N}])/u;

/** The first link that may not be sent, if any. `text` has no hidden characters. */
export function linkProblem(text: string, allowedHosts: readonly string[]): LinkProblem | undefined {
  const asClientsReadIt = readable(text);
  const found = asClientsReadIt.match(webAddress) ?? [];
  const links = found.map((link) => link.replace(afterLink, ''));
  // Written with other characters that only turn into these, it is a disguise.
  const forbidden = links.find((link) => !text.includes(link) || !isAllowed(link, allowedHosts));
  if (forbidden !== undefined) return { kind: 'link-not-allowed', link: short(forbidden) };

  const rest = asClientsReadIt.replace(webAddress, ' ');
  const other = otherScheme.exec(rest)?.[0] ?? rawHost.exec(rest)?.[0];
  if (other !== undefined) return { kind: 'link-not-allowed', link: short(other) };
  const bare = domain.exec(rest)?.[0];
  return bare === undefined ? undefined : { kind: 'bare-domain', link: short(bare) };
}

function isAllowed(link: string, allowedHosts: readonly string[]): boolean {
  const [, rawName = '', path = ''] = plainLink.exec(link) ?? [];
  const host = rawName.toLowerCase();
  if (host === '' || passesOn.test(host) || passesOn.test(path) || givesAway.test(path)) return false;
  const isUnder = (hosts: readonly string[]) => hosts.some((one) => isAt(host, one));
  return isUnder([...microsoftHosts, ...allowedHosts]) && !openToAnybody.some((one) => isAt(host, one));
}

function isAt(host: string, allowed: string): boolean {
  const name = allowed.toLowerCase();
  return host === name || host.endsWith(`.${name}`);
}

/** Full width letters, and the dots that browsers take for one; in Chinese and Japanese text that dot ends a sentence. */
function readable(text: string): string {
  return text.normalize('NFKC').replace(/(?<=[a-z0-9-])\u3002(?=[a-z0-9])/giu, '.');
}

/** Characters of a link that are shown back. */
const mostShown = 80;

function short(link: string): string {
  return link.length > mostShown ? `${link.slice(0, mostShown)}…` : link;
}
