import type { Fault } from './telegram-server.ts';

interface PlannedFault {
  method: string;
  fault: Fault;
  chatId: number | undefined;
  left: number;
}

export interface FaultList {
  plan(method: string, fault: Fault, options: { times?: number; chatId?: number }): void;
  /** The fault that this call meets; it is used up. */
  take(method: string, payload: Record<string, unknown>): { fault: Fault; chatId: number | undefined } | null;
}

export function createFaultList(): FaultList {
  const planned: PlannedFault[] = [];
  return {
    plan(method, fault, { times = 1, chatId }) {
      planned.push({ method: method.toLowerCase(), fault, chatId, left: times });
    },
    take(method, payload) {
      const index = planned.findIndex(
        (one) =>
          (one.method === '*' || one.method === method.toLowerCase()) &&
          (one.chatId === undefined || String(one.chatId) === String(payload.chat_id)),
      );
      const found = planned[index];
      if (found === undefined) return null;
      found.left -= 1;
      if (found.left <= 0) planned.splice(index, 1);
      return { fault: found.fault, chatId: found.chatId };
    },
  };
}
