import { Buffer } from 'node:buffer';
import type { Encounter } from './encounter.ts';
import { accepted, type HttpAnswer } from './invoke-answers.ts';
import type { FileConsent } from './read-file-consent.ts';

/** ms. */
const uploadDeadline = 60_000;
/** Bytes in one request; OneDrive takes up to 60 MiB, in multiples of 320 KiB. https://learn.microsoft.com/graph/api/driveitem-createuploadsession */
const largestUpload = 40 * 1_024 * 1_024;
/** Where Teams keeps the files of a chat. Nothing of a report goes anywhere else, whatever an invoke says. */
const storage = /(^|\.)(sharepoint\.com|sharepoint\.us|sharepoint-mil\.us|sharepoint\.cn|1drv\.com)$/i;

/** The card that asked goes away either way: it could be accepted again. */
export async function answerFileConsent(
  { action, context, uploadInfo }: FileConsent,
  encounter: Encounter,
): Promise<HttpAnswer> {
  const { deps, later, finished, contact, activity } = encounter;
  const chat = deps.outbox.chatWith(contact);
  const { replyToId } = activity;
  if (action === 'decline' || !uploadInfo) {
    later(async () => {
      if (replyToId) await chat.remove(replyToId);
      await chat.send({ reply: { kind: 'report-declined' } });
    });
    finished('export-report', 'answered');
    return accepted;
  }
  later(
    async () => {
      if (replyToId) await chat.remove(replyToId);
      const isDone = await upload(context.campaign, uploadInfo, encounter);
      await chat.send(
        isDone
          ? { reply: { kind: 'report-saved', name: uploadInfo.name, where: uploadInfo.contentUrl } }
          : { reply: { kind: 'report-failed' } },
      );
      finished('export-report', isDone ? 'late' : 'failed');
    },
    async () => {
      finished('export-report', 'failed');
      await chat.send({ reply: { kind: 'report-failed' } });
    },
  );
  return accepted;
}

/** Who accepts is looked at now: the role may be gone, and the context may be made up. */
async function upload(
  campaign: string,
  { uploadUrl }: NonNullable<FileConsent['uploadInfo']>,
  { user, deps }: Encounter,
): Promise<boolean> {
  const url = URL.parse(uploadUrl);
  if (url?.protocol !== 'https:' || !storage.test(url.hostname)) return false;
  const report = await deps.rollout?.reportFor(user, campaign);
  if (!report) return false;
  const parts: string[] = [];
  for await (const part of report.content) parts.push(part);
  const body = Buffer.from(parts.join(''), 'utf8');
  if (body.length === 0 || body.length > largestUpload) return false;
  const answer = await fetch(url, {
    method: 'PUT',
    headers: {
      'Content-Type': 'application/octet-stream',
      'Content-Range': `bytes 0-${body.length - 1}/${body.length}`,
    },
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(uploadDeadline),
  });
  return answer.ok;
}
