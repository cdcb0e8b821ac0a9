import type { CallFailure } from './call-result.ts';
import type { PartPort } from './deliver-answer.ts';

/** Sends the parts of a message that nobody asked for and that is not kept, one after the other; the first failure ends it. */
export async function sendParts<Part, Failure extends CallFailure>(
  port: Pick<PartPort<Part, Failure>, 'queueOf' | 'chatOf' | 'call'>,
  parts: readonly Part[],
): Promise<{ kind: string } | null> {
  for (const part of parts) {
    const { lane, group } = port.chatOf(part);
    const call = () => port.call(part);
    const sent = await port
      .queueOf(part)
      .send({ chat: lane, group, priority: 'digest', before: async () => {}, call });
    if (!sent.ok) return sent.failure;
  }
  return null;
}
