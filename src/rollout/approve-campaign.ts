import { approvalNeeded, contentHash, mayNotDecide } from './approval.ts';
import type { Approval, Campaign } from './campaign.ts';
import { campaignView } from './campaign-view.ts';
import type { RolloutCommand } from './command.ts';
import type { OwnerReply } from './reply.ts';
import type { RolloutScene } from './scene.ts';
import { approvalQuestion, showTo } from './show-campaign.ts';
import { saved, withCampaign } from './with-campaign.ts';

type Of<Kind extends RolloutCommand['kind']> = Extract<RolloutCommand, { kind: Kind }>;

/** Asked once more, nothing changes but that the others get the question again. */
export function askApproval({ campaign: id, revision }: Of<'ask-approval'>, scene: RolloutScene): Promise<OwnerReply> {
  return withCampaign(id, scene, async (campaign) => {
    const { turn, ports } = scene;
    if (campaign.revision !== revision) return showTo(campaign, scene);
    const { status, approval: asked } = campaign;
    if (status === 'awaiting-approval' && asked && mayNotDecide(turn.user, campaign))
      return tellOthers(campaign, asked, scene);
    if (status !== 'planned') return showTo(campaign, scene);
    const counts = await ports.reports.counts(id);
    const needed = approvalNeeded(campaign, counts.audience, ports.settings);
    if (needed.length === 0) return showTo(campaign, scene);
    const approval = {
      needed,
      content: contentHash(campaign),
      askedBy: turn.user,
      askedAt: ports.now().toISOString(),
    };
    return saved({ ...campaign, status: 'awaiting-approval', approval }, campaign, ports, (stored) =>
      tellOthers(stored, approval, scene),
    );
  });
}

async function tellOthers(campaign: Campaign, approval: Approval, { turn, ports }: RolloutScene): Promise<OwnerReply> {
  const question = await approvalQuestion(campaign, approval, ports);
  const others = (await ports.owners.others(turn.user)).filter((other) => !mayNotDecide(other, campaign));
  const told = await Promise.all(others.map((other) => ports.messenger.tell(other, question)));
  const asked = told.filter((message) => message !== undefined).length;
  return { kind: 'approval-asked', campaign: campaignView(campaign), asked };
}

/** By somebody else than whoever made it or asked; of what was asked about, and of nothing that has changed since. */
export function decideCampaign(command: Of<'decide-campaign'>, scene: RolloutScene): Promise<OwnerReply> {
  return withCampaign(command.campaign, scene, async (campaign) => {
    const { turn, ports } = scene;
    const { approval } = campaign;
    if (!approval || campaign.status !== 'awaiting-approval') return { kind: 'approval-refused', because: 'over' };
    if (campaign.revision !== command.revision) return { kind: 'approval-refused', because: 'changed-meanwhile' };
    if (mayNotDecide(turn.user, campaign)) return { kind: 'approval-refused', because: 'own-campaign' };
    const byName = await ports.names.nameOf(turn.user);
    const next: Campaign = {
      ...campaign,
      status: command.approve ? 'approved' : 'planned',
      approval: {
        ...approval,
        decidedBy: turn.user,
        decidedByName: byName,
        decidedAt: ports.now().toISOString(),
        approved: command.approve,
        reason: command.reason,
      },
    };
    return saved(next, campaign, ports, async (stored) => {
      const { approve: approved, reason } = command;
      const decided = { kind: 'approval-decided', campaign: campaignView(stored), approved, byName, reason } as const;
      await ports.messenger.tell(approval.askedBy, decided);
      return decided;
    });
  });
}
