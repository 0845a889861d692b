import type { Campaign, GroupRef } from './campaign.ts';
import { campaignVersion } from './campaign.ts';
import { campaignView, isOpen } from './campaign-view.ts';
import { checkPlan, recommendedPlan } from './check-plan.ts';
import { checkName, checkWords } from './check-words.ts';
import type { GroupUse, RolloutCommand } from './command.ts';
import type { EntryProblem, OwnerReply } from './reply.ts';
import type { RolloutScene } from './scene.ts';
import { showCampaign } from './show-campaign.ts';
import { localDate } from './snooze-time.ts';
import { zonesOf } from './time-zones.ts';
import { saved, withCampaign } from './with-campaign.ts';

type Of<Kind extends RolloutCommand['kind']> = Extract<RolloutCommand, { kind: Kind }>;

const longestName = 80;
const shortestSearch = 2;

export async function nameCampaign({ name }: Of<'name-campaign'>, scene: RolloutScene): Promise<OwnerReply> {
  const { turn, ports } = scene;
  const plain = name.replaceAll(/\s+/gu, ' ').trim().slice(0, longestName);
  const problem = plain ? checkName(plain, ports.settings) : ({ kind: 'name-empty' } as const);
  if (problem) return { kind: 'campaign-name', problem };
  const campaign = await ports.campaigns.create({
    version: campaignVersion,
    id: ports.newId(),
    revision: ports.newId(),
    name: plain,
    owner: turn.user,
    ownerName: await ports.names.nameOf(turn.user),
    createdAt: ports.now().toISOString(),
    include: [],
    exclude: [],
    plan: recommendedPlan(today(scene)),
    status: 'draft',
  });
  return { kind: 'campaign-groups', campaign: campaignView(campaign), use: 'include' };
}

/** What is changed has to be read and approved anew. */
function changed(
  id: string,
  scene: RolloutScene,
  change: (campaign: Campaign) => Pick<Campaign, 'include' | 'exclude'> & Partial<Campaign>,
  show: (campaign: Campaign) => Promise<OwnerReply> | OwnerReply = (campaign) => draft(campaign),
): Promise<OwnerReply> {
  return withCampaign(id, scene, (campaign) => {
    if (!isOpen(campaign)) return showCampaign(campaign, scene.ports);
    const { planning: _read, approval: _decided, ...rest } = campaign;
    return saved({ ...rest, ...change(campaign), status: 'draft' }, campaign, scene.ports, show);
  });
}

export function draft(campaign: Campaign, problem?: EntryProblem): OwnerReply {
  return { kind: 'campaign-draft', campaign: campaignView(campaign), ...(problem && { problem }) };
}

export function chooseGroups({ campaign: id, use }: Of<'choose-groups'>, scene: RolloutScene): Promise<OwnerReply> {
  return withCampaign(id, scene, (campaign) => ({ kind: 'campaign-groups', campaign: campaignView(campaign), use }));
}

export function findGroups({ campaign: id, use, query }: Of<'find-groups'>, scene: RolloutScene): Promise<OwnerReply> {
  return withCampaign(id, scene, async (campaign) => {
    const form = { kind: 'campaign-groups', campaign: campaignView(campaign), use } as const;
    if (query.length < shortestSearch) return { ...form, problem: { kind: 'search-too-short' } };
    const answer = await scene.ports.source.searchGroups(query);
    if (!answer.known) return { ...form, problem: { kind: 'unreadable' } };
    const { groups, more } = answer.value;
    if (groups.length === 0) return { ...form, problem: { kind: 'no-such-group', query } };
    return { ...form, found: groups, more };
  });
}

/** The names come from the directory, never from the card. */
export async function pickGroups(
  { campaign: id, use, groups }: Of<'pick-groups'>,
  scene: RolloutScene,
): Promise<OwnerReply> {
  const named = await scene.ports.source.groupsById(groups);
  if (!named.known)
    return withCampaign(id, scene, (campaign) => ({
      kind: 'campaign-groups',
      campaign: campaignView(campaign),
      use,
      problem: { kind: 'unreadable' },
    }));
  return changed(id, scene, (campaign) => withGroups(campaign, use, named.value));
}

function withGroups(
  { include, exclude, plan }: Campaign,
  use: GroupUse,
  groups: readonly GroupRef[],
): Pick<Campaign, 'include' | 'exclude'> & Partial<Campaign> {
  const pilot = groups[0];
  if (use === 'pilot') return { include, exclude, ...(plan && pilot && { plan: { ...plan, pilot } }) };
  const merged = (list: readonly GroupRef[]) => [
    ...new Map([...list, ...groups].map((group) => [group.id, group])).values(),
  ];
  return use === 'include' ? { include: merged(include), exclude } : { include, exclude: merged(exclude) };
}

export function dropGroup({ campaign: id, use, group }: Of<'drop-group'>, scene: RolloutScene): Promise<OwnerReply> {
  return changed(id, scene, ({ include, exclude, plan }) => {
    const without = (list: readonly GroupRef[]) => list.filter((one) => one.id !== group);
    if (use === 'include') return { include: without(include), exclude };
    if (use === 'exclude') return { include, exclude: without(exclude) };
    if (!plan) return { include, exclude };
    const { pilot: _gone, ...rest } = plan;
    return { include, exclude, plan: rest };
  });
}

export function editPlan({ campaign: id }: Of<'edit-plan'>, scene: RolloutScene): Promise<OwnerReply> {
  return withCampaign(id, scene, (campaign) => planForm(campaign, scene));
}

export function planForm(campaign: Campaign, scene: RolloutScene, problem?: EntryProblem): OwnerReply {
  const form = { kind: 'campaign-plan', campaign: campaignView(campaign), today: today(scene) } as const;
  return { ...form, ...(problem && { problem }) };
}

export function setPlan(command: Of<'set-plan'>, scene: RolloutScene): Promise<OwnerReply> {
  return withCampaign(command.campaign, scene, (campaign) => {
    const checked = checkPlan(command, today(scene));
    if ('problem' in checked)
      return {
        kind: 'campaign-plan',
        campaign: campaignView(campaign),
        today: today(scene),
        problem: checked.problem,
        entered: command,
      };
    const pilot = campaign.plan?.pilot;
    return changed(campaign.id, scene, ({ include, exclude }) => ({
      include,
      exclude,
      plan: { ...checked.plan, ...(pilot && { pilot }) },
    }));
  });
}

export function editWords({ campaign: id }: Of<'edit-words'>, scene: RolloutScene): Promise<OwnerReply> {
  return withCampaign(id, scene, (campaign) => ({ kind: 'campaign-words', campaign: campaignView(campaign) }));
}

export function setWords(command: Of<'set-words'>, scene: RolloutScene): Promise<OwnerReply> {
  const { campaign: id, language, text, fallback } = command;
  return withCampaign(id, scene, (campaign) => {
    const primary = language.split('-')[0]?.toLowerCase() ?? '';
    const problem = text ? problemWith(primary, text, campaign, scene) : undefined;
    if (problem)
      return { kind: 'campaign-words', campaign: campaignView(campaign), problem, entered: { language, text } };
    return changed(id, scene, ({ include, exclude, ownWords = {}, fallbackLanguage }) => {
      const { [primary]: _before, ...others } = ownWords;
      const written = text ? { ...others, [primary]: text } : others;
      const wanted = [fallback, fallbackLanguage, ...Object.keys(written)];
      const chosen = wanted.find((one) => one !== undefined && Object.hasOwn(written, one));
      return { include, exclude, ownWords: written, ...(chosen && { fallbackLanguage: chosen }) };
    });
  });
}

function problemWith(
  language: string,
  text: string,
  campaign: Campaign,
  { ports }: RolloutScene,
): EntryProblem | undefined {
  if (!/^[a-z]{2,3}$/.test(language)) return { kind: 'unknown-language' };
  return checkWords(text, campaign, ports.settings);
}

export function discardCampaign({ campaign: id }: Of<'discard-campaign'>, scene: RolloutScene): Promise<OwnerReply> {
  return withCampaign(id, scene, async (campaign) => {
    if (!isOpen(campaign) && campaign.status !== 'planning') return showCampaign(campaign, scene.ports);
    await scene.ports.campaigns.remove(id);
    return { kind: 'campaign-discarded', name: campaign.name };
  });
}

function today({ turn, ports }: RolloutScene): string {
  const { defaultTimeZone: defaultZone } = ports.settings;
  const sources = { mailbox: undefined, contact: turn.client.timeZone, country: undefined, defaultZone };
  return localDate(ports.now(), zonesOf(sources)[0] ?? defaultZone);
}
