import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { WebSocket } from 'ws';
import { createManualClock } from '../create-manual-clock.ts';
import type { Json } from './discord-server.ts';
import { startConversation } from './start-conversation.ts';
import type { DiscordServer } from './start-discord-server.ts';

const GUILDS = 1 << 0;
const GUILD_MESSAGES = 1 << 9;
const DIRECT_MESSAGES = 1 << 12;
const MESSAGE_CONTENT = 1 << 15;

interface Payload {
  op: number;
  d: Json;
  s: number | null;
  t: string | null;
}

interface Connection {
  received: Payload[];
  send(op: number, d: unknown): void;
  /** Resolves with the first payload that it holds for. */
  next(holds: (payload: Payload) => boolean): Promise<Payload>;
  events(): string[];
  closed: Promise<number>;
  socket: WebSocket;
}

/** A connection that has been greeted. */
async function connect(test: TestContext, server: DiscordServer): Promise<Connection> {
  const socket = new WebSocket(`${server.api.replace('http', 'ws').replace('/api', '/gateway')}?v=10`);
  test.after(() => socket.terminate());
  const received: Payload[] = [];
  const waiting = new Set<() => void>();
  socket.on('message', (raw: Buffer) => {
    received.push(JSON.parse(raw.toString('utf8')) as Payload);
    for (const look of waiting) look();
  });
  const connection: Connection = {
    socket,
    received,
    send: (op, d) => socket.send(JSON.stringify({ op, d })),
    events: () => received.flatMap(({ t }) => t ?? []),
    next: (holds) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = received.find(holds);
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    closed: new Promise((resolve) => socket.on('close', resolve)),
  };
  await connection.next(({ op }) => op === 10);
  return connection;
}

const identity = (server: DiscordServer, more: object = {}): object => ({
  token: server.token,
  intents: GUILDS | GUILD_MESSAGES,
  properties: {},
  ...more,
});

async function identify(test: TestContext, server: DiscordServer, more: object = {}): Promise<Connection> {
  const connection = await connect(test, server);
  connection.send(2, identity(server, more));
  await connection.next(({ t }) => t === 'READY');
  return connection;
}

/** An acknowledged heartbeat: everything before it has come. */
async function settle(connection: Connection): Promise<void> {
  const acknowledged = (): number => connection.received.filter(({ op }) => op === 11).length;
  const before = acknowledged();
  connection.send(1, null);
  await connection.next(() => acknowledged() > before);
}

describe('the gateway', () => {
  it('greets, tells of guilds, and then fills them', async (test) => {
    const { server, guild, channel } = await startConversation(test, { heartbeatInterval: 1234 });
    const connection = await identify(test, server);
    assert.deepEqual(connection.received[0]?.d.heartbeat_interval, 1234);
    const ready = await connection.next(({ t }) => t === 'READY');
    assert.deepEqual([ready.s, ready.d.guilds], [1, [{ id: guild, unavailable: true }]]);
    const created = await connection.next(({ t }) => t === 'GUILD_CREATE');
    assert.equal((created.d.channels as Json[])[0]?.id, channel);
    await settle(connection);
    assert.equal(server.gateway.sessions()[0]?.isConnected, true);
  });

  it('closes on a wrong token, wrong intents and a wrong shard', async (test) => {
    const { server } = await startConversation(test);
    for (const [more, code] of [
      [{ token: 'x' }, 4004],
      [{ intents: GUILDS | MESSAGE_CONTENT }, 4014],
      [{ intents: 2 ** 40 }, 4013],
      [{ shard: [1, 1] }, 4010],
    ] as const) {
      const connection = await connect(test, server);
      connection.send(2, identity(server, more));
      assert.equal(await connection.closed, code);
    }
    assert.deepEqual(server.gateway.sessions(), []);
  });

  it('closes on what comes before identifying, twice, too large or unknown', async (test) => {
    const { server } = await startConversation(test);
    for (const [send, code] of [
      [(one: Connection) => one.send(3, {}), 4003],
      [(one: Connection) => one.send(99, {}), 4001],
      [(one: Connection) => one.socket.send('{'), 4002],
      [(one: Connection) => one.send(2, identity(server, { filling: 'a'.repeat(4096) })), 4002],
    ] as const) {
      const connection = await connect(test, server);
      send(connection);
      assert.equal(await connection.closed, code);
    }
    const connection = await identify(test, server);
    connection.send(2, identity(server));
    assert.equal(await connection.closed, 4005);
  });

  it('lets one identify in five seconds, a thousand a day, and 120 payloads a minute', async (test) => {
    const clock = createManualClock();
    const { server, call } = await startConversation(test, { limits: {}, clock: clock.now });
    const connection = await identify(test, server);
    const hasty = await connect(test, server);
    hasty.send(2, identity(server));
    const refused = await hasty.next(({ op }) => op === 9);
    assert.equal(refused.d, false);
    clock.pass(5000);
    hasty.send(2, identity(server));
    await hasty.next(({ t }) => t === 'READY');
    const { body } = await call('GET', '/gateway/bot');
    assert.equal((body.session_start_limit as Json).remaining, 998);
    for (let index = 0; index < 121; index += 1) connection.send(1, null);
    assert.equal(await connection.closed, 4008);
  });

  it('tells again on a resume what came while nobody listened', async (test) => {
    const { server, channel, ming } = await startConversation(test);
    const connection = await identify(test, server);
    const ready = await connection.next(({ t }) => t === 'READY');
    await connection.next(({ t }) => t === 'GUILD_CREATE');
    server.gateway.drop();
    assert.equal(await connection.closed, 1006);
    server.sendMessage(ming, channel, 'a');
    const again = await connect(test, server);
    again.send(6, { token: server.token, session_id: ready.d.session_id, seq: 2 });
    await again.next(({ t }) => t === 'RESUMED');
    assert.deepEqual(again.events(), ['MESSAGE_CREATE', 'RESUMED']);
    assert.equal(server.gateway.sessions()[0]?.resumes, 1);
  });

  it('does not resume what it does not know, what was ended, and what is long gone', async (test) => {
    const clock = createManualClock();
    const { server } = await startConversation(test, { clock: clock.now });
    const resume = async (session: unknown, seq = 1): Promise<Connection> => {
      const connection = await connect(test, server);
      connection.send(6, { token: server.token, session_id: session, seq });
      return connection;
    };
    const invalid = ({ op, d }: Payload): boolean => op === 9 && (d as unknown) === false;
    await (await resume('x')).next(invalid);
    const first = await identify(test, server);
    const session = (await first.next(({ t }) => t === 'READY')).d.session_id;
    first.socket.close(4000);
    await first.closed;
    assert.equal(await (await resume(session, 99)).closed, 4007);
    clock.pass(120_001);
    await (await resume(session)).next(invalid);
    const second = await identify(test, server);
    const ended = (await second.next(({ t }) => t === 'READY')).d.session_id;
    second.socket.close(1000);
    await second.closed;
    await (await resume(ended)).next(invalid);
  });

  it('asks to reconnect and ends sessions when a test says so, and can be down', async (test) => {
    const { server } = await startConversation(test);
    const connection = await identify(test, server);
    server.gateway.askToReconnect();
    await connection.next(({ op }) => op === 7);
    server.gateway.invalidate({ isResumable: true });
    await connection.next(({ op, d }) => op === 9 && (d as unknown) === true);
    server.gateway.drop({ code: 4000 });
    assert.equal(await connection.closed, 4000);
    server.gateway.setDown(true);
    await assert.rejects(
      new Promise((_, reject) =>
        new WebSocket(server.api.replace('http', 'ws').replace('/api', '/gateway')).on('error', reject),
      ),
      /503/,
    );
    server.gateway.setDown(false);
    await identify(test, server);
  });

  it('empties messages that are not for the bot, without the intent', async (test) => {
    const { server, channel, ming, call } = await startConversation(test, {
      privilegedIntents: MESSAGE_CONTENT,
    });
    const intents = GUILDS | GUILD_MESSAGES | DIRECT_MESSAGES;
    const blind = await identify(test, server, { intents });
    const seeing = await identify(test, server, { intents: intents | MESSAGE_CONTENT });
    const { body } = await call('POST', `/channels/${channel}/messages`, { content: 'own' });
    server.sendMessage(ming, channel, 'plain');
    server.sendMessage(ming, channel, `<@${server.botId}> mention`);
    server.sendMessage(ming, channel, 'reply', { replyTo: body.id });
    server.sendMessage(ming, channel, 'quiet reply', { replyTo: body.id, pingsReplied: false });
    server.sendMessage(ming, server.openDirectMessage(ming), 'direct');
    await settle(blind);
    await settle(seeing);
    const contents = (connection: Connection): unknown[] =>
      connection.received.filter(({ t }) => t === 'MESSAGE_CREATE').map(({ d }) => d.content);
    const mention = `<@${server.botId}> mention`;
    assert.deepEqual(contents(blind), ['own', '', mention, 'reply', '', 'direct']);
    assert.deepEqual(contents(seeing), ['own', 'plain', mention, 'reply', 'quiet reply', 'direct']);
  });

  it('tells only what was asked for and can be seen', async (test) => {
    const { server, guild, channel, ming } = await startConversation(test);
    const connection = await identify(test, server, { intents: GUILDS });
    server.sendMessage(ming, channel, 'a');
    const other = server.addChannel({ guildId: guild });
    server.removeChannel(other);
    server.kick(guild);
    server.readd(guild);
    server.setGuildAvailable(guild, false);
    await settle(connection);
    assert.deepEqual(connection.events().slice(1), [
      'GUILD_CREATE',
      'CHANNEL_CREATE',
      'CHANNEL_DELETE',
      'GUILD_DELETE',
      'GUILD_CREATE',
      'GUILD_DELETE',
    ]);
    const listening = await identify(test, server, { intents: GUILD_MESSAGES });
    server.setPermissions(channel, { deny: ['ViewChannel'] });
    server.sendMessage(ming, channel, 'a');
    await settle(listening);
    assert.deepEqual(listening.events(), ['READY']);
  });

  it('splits guilds over shards, and gives the first what belongs to none', async (test) => {
    const { server, ming } = await startConversation(test);
    const ids = [0n, 1n, 2n, 3n].map((shard) => String(((1n << 40n) + shard) << 22n));
    for (const id of ids) server.addGuild({ id, ownerId: ming });
    const shards = [];
    for (const shard of [0, 1])
      shards.push(await identify(test, server, { shard: [shard, 2], intents: GUILDS | DIRECT_MESSAGES }));
    server.sendMessage(ming, server.openDirectMessage(ming), 'a');
    const seen = [];
    for (const connection of shards) {
      await settle(connection);
      const created = connection.received
        .filter(({ t }) => t === 'GUILD_CREATE')
        .map(({ d }) => String(d.id));
      seen.push({ guilds: ids.filter((id) => created.includes(id)), events: connection.events().at(-1) });
    }
    assert.deepEqual(seen, [
      { guilds: [ids[0], ids[2]], events: 'MESSAGE_CREATE' },
      { guilds: [ids[1], ids[3]], events: 'GUILD_CREATE' },
    ]);
  });

  it('keeps the presence that was set', async (test) => {
    const { server } = await startConversation(test);
    const connection = await identify(test, server, { presence: { status: 'idle' } });
    assert.deepEqual(server.gateway.sessions()[0]?.presence, { status: 'idle' });
    connection.send(3, { status: 'online', activities: [] });
    await server.waitFor((seen) => seen.gateway.sessions()[0]?.presence?.status === 'online');
  });
});
