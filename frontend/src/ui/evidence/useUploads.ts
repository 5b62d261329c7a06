import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { groupOf } from "./evidence";
import { readAgain } from "@/api/keys";
import { ApiProblem } from "@/api/problem";
import {
  MAX_FILE_BYTES,
  prepareUpload,
  sendFile,
  type Announced,
  type FileHolder,
  type FilePurpose,
} from "@/api/uploads";
import { newId } from "@/api/ids";

export interface Sending {
  key: string;
  name: string;
  share: number;
  /** The server's sentence, or a word of ours: `unreachable`, `tooLarge`. */
  problem: string | null;
  canRetry: boolean;
  isDone: boolean;
}

/** Files on their way to what they belong to: one after another, each with its progress, none lost by a refusal of another. */
export function useUploads(of: FileHolder, listsDone: boolean, purpose?: FilePurpose) {
  const queries = useQueryClient();
  const [sending, setSending] = useState<Sending[]>([]);
  const known = useRef(new Map<string, File | Announced>());
  const turn = useRef(Promise.resolve());
  const change = (key: string, changes: Partial<Sending>): void => {
    setSending((rows) => rows.map((row) => (row.key === key ? { ...row, ...changes } : row)));
  };
  const remove = (key: string): void => {
    known.current.delete(key);
    setSending((rows) => rows.filter((row) => row.key !== key));
  };
  const send = async (key: string): Promise<void> => {
    const held = known.current.get(key);
    if (!held) return;
    try {
      const upload = held instanceof File ? await prepareUpload(of, held, purpose) : held;
      known.current.set(key, upload);
      await sendFile(upload, (share) => {
        change(key, { share });
      });
      await readAgain(queries, groupOf(of));
      if (listsDone) change(key, { isDone: true });
      else remove(key);
    } catch (error) {
      const isRefused = error instanceof ApiProblem;
      change(key, { problem: isRefused ? error.message : "unreachable", canRetry: !isRefused || error.status >= 500 });
    }
  };
  const start = (key: string): void => {
    change(key, { problem: null, share: 0 });
    turn.current = turn.current.then(() => send(key));
  };
  const add = (files: readonly File[]): void => {
    for (const file of files) {
      const key = newId();
      const isTooLarge = file.size > MAX_FILE_BYTES;
      const row = {
        key,
        name: file.name,
        share: 0,
        problem: isTooLarge ? "tooLarge" : null,
        canRetry: false,
        isDone: false,
      };
      setSending((rows) => [...rows, row]);
      if (isTooLarge) continue;
      known.current.set(key, file);
      start(key);
    }
  };
  return { sending, add, retry: start, remove };
}
