import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** In bytes; more goes to a file. */
const MOST_IN_MEMORY = 8 * 1024 * 1024;
const CHUNK = 256 * 1024;

export interface Spooled {
  chunks(): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

/**
 * All bytes of a stream, read to its end before anything is done with them, so that a slow writer holds up nobody: 8 MiB
 * in memory, more in a temporary file. The file has no name while it is in use (where the system allows that), so that
 * nothing of it stays behind however the process ends.
 */
export async function spool(stream: AsyncIterable<Uint8Array>): Promise<Spooled> {
  const held: Uint8Array[] = [];
  let size = 0;
  let file: TemporaryFile | null = null;
  try {
    for await (const chunk of stream) {
      if (file === null && size + chunk.length > MOST_IN_MEMORY) {
        file = await createTemporaryFile();
        for (const each of held.splice(0)) await file.write(each);
      }
      if (file === null) held.push(chunk);
      else await file.write(chunk);
      size += chunk.length;
    }
  } catch (error) {
    await file?.close();
    throw error;
  }
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield* file === null ? held : file.read();
  }
  return { chunks, close: async () => file?.close() };
}

interface TemporaryFile {
  write(bytes: Uint8Array): Promise<void>;
  read(): AsyncGenerator<Uint8Array>;
  close(): Promise<void>;
}

async function createTemporaryFile(): Promise<TemporaryFile> {
  const folder = await mkdtemp(join(tmpdir(), 'jianbao-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  const handle = await open(join(folder, 'spool'), 'wx+', 0o600).catch(async (error: unknown) => {
    await remove();
    throw error;
  });
  // A system that keeps open files from being removed has it removed when it is closed.
  await remove().catch(() => {});
  let length = 0;
  return {
    async write(bytes) {
      for (let at = 0; at < bytes.length; ) {
        const { bytesWritten } = await handle.write(bytes, at, bytes.length - at, length);
        at += bytesWritten;
        length += bytesWritten;
      }
    },
    async *read() {
      for (let position = 0; position < length; ) {
        const buffer = new Uint8Array(CHUNK);
        const { bytesRead } = await handle.read(buffer, 0, CHUNK, position);
        if (bytesRead === 0) throw new Error('The temporary file has become shorter.');
        position += bytesRead;
        yield buffer.subarray(0, bytesRead);
      }
    },
    async close() {
      await handle.close();
      await remove();
    },
  };
}
