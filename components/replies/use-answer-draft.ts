"use client";

import { useEffect, useState } from "react";
import { emptyAnswer, keepAnswer, readAnswer } from "@/components/replies/kept-answer";

/** The answer one writes to a reply: looking at another reply, a reload or a closed tab loses none of it. */
export function useAnswerDraft(memberId: string, replyId: string) {
  const [draft, setDraft] = useState(emptyAnswer);
  const [isRead, setIsRead] = useState(false);
  // not while drawing: the server has no storage
  useEffect(() => {
    setDraft(readAnswer(memberId, replyId) ?? emptyAnswer());
    setIsRead(true);
  }, [memberId, replyId]);
  useEffect(() => {
    if (isRead) keepAnswer(memberId, replyId, draft);
  }, [isRead, memberId, replyId, draft]);
  return {
    ...draft,
    change: (to: (text: string) => string) => setDraft((before) => ({ ...before, text: to(before.text) })),
    /** It has left: nothing of it is kept, and the next one is another. At once: the page may be leaving this reply. */
    sent: () => {
      const next = emptyAnswer();
      keepAnswer(memberId, replyId, next);
      setDraft(next);
    },
  };
}
