import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { NoteStore } from '../../../src/core/ports/platform-store.ts';
import { after } from '../../../src/platforms/chat/lifetime.ts';
import type { PlatformLog } from '../../../src/platforms/chat/platform-log.ts';
import { createRequestBudget, type RequestBudget } from '../../../src/platforms/chat/request-budget.ts';
import {
  connectGateway,
  type Dispatch,
  type Gateway,
} from '../../../src/platforms/discord/connect-gateway.ts';
import { createGatewaySessions } from '../../../src/platforms/discord/gateway-sessions.ts';
import { createMemoryNotes } from '../../fakes/memory-notes.ts';
import { type Conversation, startConversation } from '../../servers/discord/start-conversation.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

interface Entry {
  gateway: Gateway;
  budget: RequestBudget;
  logged: string[];
}

async function enter(
  test: TestContext,
  { server }: Conversation,
  { dispatch = {}, notes = createMemoryNotes() }: { dispatch?: Dispatch; notes?: NoteStore },
): Promise<Entry> {
  const logged: string[] = [];
  const write = (_: object, message: string): void => void logged.push(message);
  const log: PlatformLog = { debug: write, info: write, warn: write, error: write };
  const budget = createRequestBudget({ perSecond: 50, timers: { now: () => performance.now(), after } });
  const gateway = await connectGateway({
    ...{ token: server.token, apiUrl: server.api, shards: 'auto', dispatch, log },
    budget,
    sessions: createGatewaySessions({ token: server.token, notes, after, log }),
  });
  test.after(() => gateway.stop());
  return { gateway, budget, logged };
}

describe('the connection to the gateway', () => {
  it('counts its call for the gateway’s address to the limit of all', async (t) => {
    const { budget } = await enter(t, await startConversation(t), {});
    assert.equal(budget.count(performance.now()), 1);
  });

  it('keeps nothing of what it was told, also after a restart that goes on with the session', async (t) => {
    const conversation = await startConversation(t);
    const { server, ming, channel } = conversation;
    const notes = createMemoryNotes();
    const { gateway } = await enter(t, conversation, { notes });
    await gateway.stop();
    let told: WeakRef<object> | null = null;
    const heard = Promise.withResolvers<void>();
    const { logged } = await enter(t, conversation, {
      notes,
      dispatch: {
        MESSAGE_CREATE(data) {
          told = new WeakRef(data as object);
          heard.resolve();
        },
      },
    });
    assert.ok(logged.includes('went on with the session of the gateway'));
    server.sendMessage(ming, channel, 'to nobody');
    await heard.promise;
    // A weak reference holds until the turn in which it was made is over.
    await new Promise((resolve) => setImmediate(resolve));
    collectGarbage();
    assert.equal((told as WeakRef<object> | null)?.deref(), undefined);
  });

  it('goes on where taking something in fails', async (t) => {
    const conversation = await startConversation(t);
    const { server, ming, channel } = conversation;
    const heard = Promise.withResolvers<void>();
    let count = 0;
    const { logged } = await enter(t, conversation, {
      dispatch: {
        MESSAGE_CREATE() {
          count += 1;
          if (count === 1) throw new Error('not now');
          heard.resolve();
        },
      },
    });
    server.sendMessage(ming, channel, 'one');
    server.sendMessage(ming, channel, 'two');
    await heard.promise;
    assert.ok(logged.includes('what the gateway told could not be taken in'));
  });
});
