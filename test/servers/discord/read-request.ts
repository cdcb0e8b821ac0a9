import type { IncomingMessage } from 'node:http';

const LARGEST_BODY = 25 * 1024 * 1024;

export interface ReadBody {
  body: unknown;
  files: { name: string; size: number }[];
}

/** The JSON of a call, alone or as `payload_json` beside files; null where it can't be read. */
export async function readRequest(request: IncomingMessage): Promise<ReadBody | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) return null;
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  if (body.length === 0) return { body: {}, files: [] };
  const type = request.headers['content-type'] ?? '';
  try {
    if (!type.startsWith('multipart/form-data'))
      return { body: JSON.parse(body.toString('utf8')), files: [] };
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
    const json = form.get('payload_json');
    const files = [...form.values()].flatMap((value) =>
      typeof value === 'string' ? [] : [{ name: value.name, size: value.size }],
    );
    return { body: typeof json === 'string' ? JSON.parse(json) : {}, files };
  } catch {
    return null;
  }
}
