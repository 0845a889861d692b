import type { Campaign } from './campaign.ts';
import { isDisguised } from './hidden-characters.ts';
import { linkProblem } from './links.ts';
import type { EntryProblem } from './reply.ts';
import type { RolloutSettings } from './scene.ts';

/** Characters of own words; a card has more to say than these. */
export const mostWords = 1_000;

export const placeholders = ['name', 'deadline', 'organization', 'owner', 'helpdesk'] as const;
export type Placeholder = (typeof placeholders)[number];
export type WordValues = Readonly<Record<Placeholder, string>>;

type WordSettings = Pick<RolloutSettings, 'organizationName' | 'helpdeskContact' | 'allowedLinkHosts'>;

const anyPlaceholder = /\{([^{}]*)\}/g;

/** What is wrong with the owner's own words: the first thing, or nothing. What passes is still shown as plain text. */
export function checkWords(
  text: string,
  campaign: Pick<Campaign, 'ownerName' | 'plan'>,
  settings: WordSettings,
): EntryProblem | undefined {
  if (text.length > mostWords) return { kind: 'text-too-long', most: mostWords };
  if (isDisguised(text)) return { kind: 'hidden-characters' };
  return placeholderProblem(text, campaign, settings) ?? linksIn(text, settings);
}

/** Of the name of a campaign, which everybody who gets a nudge reads, too. */
export function checkName(
  name: string,
  { allowedLinkHosts }: Pick<WordSettings, 'allowedLinkHosts'>,
): EntryProblem | undefined {
  return isDisguised(name) ? { kind: 'hidden-characters' } : linkProblem(name, allowedLinkHosts);
}

/** All of them, once more before anything is sent: a deadline may have been taken out of the plan since. */
export function checkOwnWords(campaign: Campaign, settings: WordSettings): EntryProblem | undefined {
  return Object.values(campaign.ownWords ?? {})
    .map((text) => checkWords(text, campaign, settings))
    .find((problem) => problem !== undefined);
}

/** In one go: braces in a value, such as a name, stay what they are. */
export function fillWords(text: string, values: WordValues): string {
  return text.replace(anyPlaceholder, (_all, name: string) => (isPlaceholder(name) ? values[name] : ''));
}

function placeholderProblem(
  text: string,
  { ownerName, plan }: Pick<Campaign, 'ownerName' | 'plan'>,
  { organizationName, helpdeskContact }: WordSettings,
): EntryProblem | undefined {
  const used = [...text.matchAll(anyPlaceholder)].map(([, name = '']) => name);
  const unknown = used.find((name) => !isPlaceholder(name));
  if (unknown !== undefined) return { kind: 'unknown-placeholder', placeholder: `{${unknown.slice(0, 40)}}` };
  const brace = /[{}]/.exec(text.replace(anyPlaceholder, ''))?.[0];
  if (brace !== undefined) return { kind: 'unknown-placeholder', placeholder: brace };

  const values: Readonly<Record<Exclude<Placeholder, 'name'>, string | undefined>> = {
    deadline: plan?.deadline,
    organization: organizationName,
    owner: ownerName,
    helpdesk: helpdeskContact,
  };
  const empty = used.find((name) => isPlaceholder(name) && name !== 'name' && !values[name]?.trim());
  return empty === undefined ? undefined : { kind: 'empty-placeholder', placeholder: `{${empty}}` };
}

/** A placeholder stands for a word: next to it something could become a link that is none yet. */
function linksIn(text: string, { allowedLinkHosts }: WordSettings): EntryProblem | undefined {
  return linkProblem(text.replace(anyPlaceholder, 'x'), allowedLinkHosts) ?? linkProblem(text, allowedLinkHosts);
}

function isPlaceholder(name: string): name is Placeholder {
  return placeholders.some((one) => one === name);
}
