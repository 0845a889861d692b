import { askWhyNot, cannot, setUpNow, snooze, stopNudges, whyThisMessage } from './answer-nudge.ts';
import { askApproval, decideCampaign } from './approve-campaign.ts';
import type { RolloutCommand } from './command.ts';
import {
  chooseGroups,
  discardCampaign,
  dropGroup,
  editPlan,
  editWords,
  findGroups,
  nameCampaign,
  pickGroups,
  setPlan,
  setWords,
} from './draft-campaign.ts';
import { exportReport } from './export-report.ts';
import { excludeEntraGroups, previewCampaign, sendToMe } from './preview-campaign.ts';
import type { OwnerReply } from './reply.ts';
import { pauseCampaign, resumeCampaign, startCampaign, stopCampaign } from './run-campaign.ts';
import type { RolloutAnswer, RolloutConverse, RolloutPorts, RolloutScene } from './scene.ts';
import { listCampaigns, showTo } from './show-campaign.ts';
import { withCampaign } from './with-campaign.ts';

type Act<Kind extends RolloutCommand['kind'], Answer> = (
  command: Extract<RolloutCommand, { kind: Kind }>,
  scene: RolloutScene,
) => Promise<Answer>;
type Kinds = RolloutCommand['kind'];
type OfRecipient = 'set-up-now' | 'snooze' | 'ask-why-not' | 'cannot' | 'stop-nudges' | 'why-this-message';
type OfOwner = Exclude<Kinds, OfRecipient>;

function show(command: { readonly campaign: string }, scene: RolloutScene): Promise<OwnerReply> {
  return withCampaign(command.campaign, scene, (campaign) => showTo(campaign, scene));
}

const ownerActs: { readonly [Kind in OfOwner]: Act<Kind, OwnerReply> } = {
  'new-campaign': async () => ({ kind: 'campaign-name' }),
  'name-campaign': nameCampaign,
  campaigns: (_command, scene) => listCampaigns(scene),
  'show-campaign': show,
  'choose-groups': chooseGroups,
  'find-groups': findGroups,
  'pick-groups': pickGroups,
  'drop-group': dropGroup,
  'edit-plan': editPlan,
  'set-plan': setPlan,
  'edit-words': editWords,
  'set-words': setWords,
  'preview-campaign': previewCampaign,
  'send-to-me': sendToMe,
  'exclude-entra-groups': excludeEntraGroups,
  'ask-approval': askApproval,
  'decide-campaign': decideCampaign,
  'start-campaign': startCampaign,
  'pause-campaign': pauseCampaign,
  'resume-campaign': resumeCampaign,
  'stop-campaign': stopCampaign,
  'discard-campaign': discardCampaign,
  'campaign-report': show,
  'export-report': exportReport,
};

/** Whoever got a nudge acts for themselves: nothing but their own row is touched. */
const recipientActs: { readonly [Kind in OfRecipient]: Act<Kind, RolloutAnswer> } = {
  'set-up-now': setUpNow,
  snooze,
  'ask-why-not': askWhyNot,
  cannot,
  'stop-nudges': stopNudges,
  'why-this-message': whyThisMessage,
};

/** An automatic refresh may show these, and nothing else. */
const shows: ReadonlySet<Kinds> = new Set(['show-campaign', 'campaign-report', 'campaigns']);
/** A card is drawn by what was read at most 5 minutes ago; every act reads the role now. */
const drawn: ReadonlySet<Kinds> = new Set(['new-campaign', 'campaigns', 'show-campaign', 'campaign-report']);

/** Everybody without the role gets the answer to an unknown command: nothing tells that there is more. */
export function createRolloutConverse(ports: RolloutPorts): RolloutConverse {
  return async (turn) => {
    const { command, user } = turn;
    const scene = { turn, ports };
    if (turn.isAutomatic && !shows.has(command.kind)) return undefined;
    if (isOfRecipient(command)) return run(recipientActs, command, scene);
    const isOwner = drawn.has(command.kind) ? await ports.roles.has(user) : await ports.roles.hasNow(user);
    return isOwner ? { reply: await run(ownerActs, command as OwnerCommand, scene) } : undefined;
  };
}

type OwnerCommand = Extract<RolloutCommand, { kind: OfOwner }>;

/** The table pairs each kind with its own command; the compiler loses the pairing in the look-up. */
function run<Command extends RolloutCommand, Answer>(
  table: { readonly [Kind in Command['kind']]: Act<Kind, Answer> },
  command: Command,
  scene: RolloutScene,
): Promise<Answer> {
  const act = table[command.kind as Command['kind']] as unknown as Act<Kinds, Answer>;
  return act(command, scene);
}

function isOfRecipient(command: RolloutCommand): command is Extract<RolloutCommand, { kind: OfRecipient }> {
  return Object.hasOwn(recipientActs, command.kind);
}
