import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { escalateTicket, type EscalationPreview, previewEscalation } from '#contract/escalation.ts';
import { type BriefField, briefFields } from '#domain/escalation/brief.ts';
import type { ReasonCode } from '#domain/escalation/escalation.ts';
import { call } from '../../lib/api.ts';
import { useFormat } from '../../lib/format.ts';
import { queryOf } from '../../lib/query.ts';
import { serverNow } from '../../lib/server-time.ts';
import { useTranslation } from '../../lib/use-translation.tsx';
import type { Target } from './target.ts';
import { dropUnsent, keepUnsent, takeUnsent } from './unsent.ts';
import { useClimb } from './use-climb.ts';
import { briefWords } from './words.ts';

/** What the person chose and wrote. A part of the brief that is untouched stays the drafted one. */
type Wish = {
  readonly reason: ReasonCode | null;
  /** Null follows the matrix. */
  readonly target: Target | null;
  readonly written: Partial<Record<BriefField, string>>;
  /** As the field has it: local time, without a zone; empty for none. */
  readonly neededBy: string;
  readonly keepOwner: boolean;
};

const empty: Wish = { reason: null, target: null, written: {}, neededBy: '', keepOwner: true };

export type FieldFaults = Partial<Record<BriefField | 'reason' | 'neededBy', string>>;

/**
 * The form behind the escalate sheet. The preview follows the reason and the target; what a person
 * wrote is never overwritten by it, and stays when the sheet is closed or the server refuses.
 */
export function useEscalate(ticketId: string, onDone: () => void) {
  const t = useTranslation();
  const format = useFormat();
  const climb = useClimb();
  const key = `${ticketId} escalate`;
  const [wish, setWish] = useState<Wish>(() => takeUnsent(key, isWish) ?? empty);
  const [isTried, setTried] = useState(false);
  const { reason, target } = wish;
  const query = useQuery({
    ...queryOf(previewEscalation, {
      params: { ticketId },
      body: { target, ...(reason !== null && { reason }) },
    }),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
  const preview = query.data ?? null;
  const change = (part: Partial<Wish>) => {
    const next = { ...wish, ...part };
    setWish(next);
    keepUnsent(key, next);
  };
  const draftOf = (field: BriefField) => preview?.brief[field] ?? '';
  const textOf = (field: BriefField) =>
    wish.written[field] ?? briefWords(t, format, draftOf(field));
  const faults = faultsOf(wish, textOf, t);

  const send = async () => {
    setTried(true);
    if (preview === null || reason === null || climb.isBusy) return;
    if (Object.keys(faults).length > 0) return;
    const brief = {
      // What nobody touched goes as it was drafted: a fact is then worded for each reader.
      wants: wish.written.wants ?? draftOf('wants'),
      tried: wish.written.tried ?? draftOf('tried'),
      needed: wish.written.needed ?? draftOf('needed'),
      neededBy: wish.neededBy === '' ? null : new Date(wish.neededBy).toISOString(),
    };
    const body = { reason, target, brief, keepOwner: wish.keepOwner };
    const name = nameOf(preview, target);
    const isDone = await climb.run(
      () => call(escalateTicket, { params: { ticketId }, body }),
      t('escalation.sheet.done', { name }),
    );
    if (!isDone) return;
    dropUnsent(key);
    onDone();
  };

  return {
    wish,
    change,
    write: (field: BriefField, text: string) =>
      change({ written: { ...wish.written, [field]: text } }),
    draftAnew: () => change({ written: {} }),
    isWritten: Object.keys(wish.written).length > 0,
    textOf,
    preview,
    error: query.error,
    isPending: query.isFetching,
    isBusy: climb.isBusy,
    faults: isTried ? faults : {},
    send: () => void send(),
  };
}

export type Escalating = ReturnType<typeof useEscalate>;

function faultsOf(
  wish: Wish,
  textOf: (field: BriefField) => string,
  t: ReturnType<typeof useTranslation>,
): FieldFaults {
  const faults: FieldFaults = {};
  if (wish.reason === null) faults.reason = t('escalation.field.reason');
  for (const field of briefFields) {
    if (textOf(field).trim() === '') faults[field] = t('escalation.field.needed');
  }
  if (wish.neededBy !== '' && !(new Date(wish.neededBy).getTime() > serverNow())) {
    faults.neededBy = t('escalation.field.past');
  }
  return faults;
}

function nameOf(preview: EscalationPreview, target: Target | null): string {
  if (target === null) return preview.suggested.name;
  return preview.told.join(', ') || preview.suggested.name;
}

function isWish(value: unknown): value is Wish {
  return typeof value === 'object' && value !== null && 'written' in value && 'reason' in value;
}
