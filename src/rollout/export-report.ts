import type { UserId } from '../passkeys/ids.ts';
import { campaignView } from './campaign-view.ts';
import type { RolloutCommand } from './command.ts';
import type { OwnerReply } from './reply.ts';
import { reportLines, usualBytes } from './report-lines.ts';
import type { RolloutPorts, RolloutScene } from './scene.ts';
import { withCampaign } from './with-campaign.ts';

type Of<Kind extends RolloutCommand['kind']> = Extract<RolloutCommand, { kind: Kind }>;

/** A file where there is a disk to put it on; else Teams asks the owner whether to take it. */
export function exportReport({ campaign: id }: Of<'export-report'>, scene: RolloutScene): Promise<OwnerReply> {
  return withCampaign(id, scene, async (campaign) => {
    const { ports } = scene;
    const fileName = nameOf(campaign.number, ports.now());
    try {
      const where = await ports.files.save(fileName, reportLines(ports.reports.outcomes(id)));
      if (where) return { kind: 'report-saved', name: fileName, where };
      // For the card that asks, which tells roughly how large it will be.
      const bytes = usualBytes(await ports.audience.count(id));
      return { kind: 'report-file', campaign: campaignView(campaign), fileName, bytes };
    } catch (error) {
      ports.log.error({ err: error, campaign: id }, 'The report could not be written');
      return { kind: 'report-failed' };
    }
  });
}

/** What was asked for a while ago is given to whoever may have it now. Undefined: they may not, or it is gone. */
export async function reportFor(
  user: UserId,
  id: string,
  ports: Pick<RolloutPorts, 'roles' | 'campaigns' | 'reports' | 'now'>,
): Promise<{ readonly name: string; readonly content: AsyncIterable<string> } | undefined> {
  if (!(await ports.roles.hasNow(user))) return undefined;
  const campaign = await ports.campaigns.load(id);
  if (!campaign) return undefined;
  return { name: nameOf(campaign.number, ports.now()), content: reportLines(ports.reports.outcomes(id)) };
}

function nameOf(number: number, now: Date): string {
  return `passkey-campaign-${number}-${now.toISOString().slice(0, 10)}.csv`;
}
