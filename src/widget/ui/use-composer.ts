import { useEffect, useRef, useState } from 'preact/hooks';
import type { Chat } from './chat.ts';
import { CallFailed, type Uploaded } from './server.ts';
import type { Words } from './words.ts';

type Chosen = { readonly id: number; readonly file: File; readonly uploaded: Uploaded | null };

const filesMax = 5;
const megabytesMax = 10;
/** Writing is told again this often while keys are pressed, and taken back after this silence. */
const tellMs = 3000;
const silenceMs = 4000;

let count = 0;

/** What is being written: words, files on their way up, and what went wrong with them. */
export function useComposer(chat: Chat, t: Words) {
  const [text, setText] = useState(chat.draft);
  const [files, setFiles] = useState<readonly Chosen[]>([]);
  const [problem, setProblem] = useState('');
  const toldAtMs = useRef(0);
  const silence = useRef(0);
  useEffect(() => () => clearTimeout(silence.current), []);

  const write = (next: string): void => {
    setText(next);
    chat.draft = next;
    clearTimeout(silence.current);
    if (next === '') return chat.write(false);
    if (Date.now() - toldAtMs.current > tellMs) {
      toldAtMs.current = Date.now();
      chat.write(true);
    }
    silence.current = window.setTimeout(() => {
      toldAtMs.current = 0;
      chat.write(false);
    }, silenceMs);
  };

  const upload = async (chosen: Chosen): Promise<void> => {
    try {
      const uploaded = await chat.upload(chosen.file);
      setFiles((all) => all.map((each) => (each.id === chosen.id ? { ...each, uploaded } : each)));
    } catch (error) {
      setFiles((all) => all.filter(({ id }) => id !== chosen.id));
      setProblem(wordsFor(error, chosen.file.name, t));
    }
  };

  const addFiles = (picked: readonly File[]): void => {
    setProblem('');
    if (files.length + picked.length > filesMax) {
      setProblem(t('widget.fileCount', { count: filesMax }));
      return;
    }
    const tooLarge = picked.find(({ size }) => size > megabytesMax * 1024 * 1024);
    if (tooLarge) setProblem(t('widget.fileTooLarge', { name: tooLarge.name, size: megabytesMax }));
    const chosen = picked
      .filter((file) => file !== tooLarge && file.size <= megabytesMax * 1024 * 1024)
      .map((file) => ({ id: (count += 1), file, uploaded: null }));
    setFiles((all) => [...all, ...chosen]);
    for (const each of chosen) void upload(each);
  };

  const uploaded = files.flatMap((each) => each.uploaded ?? []);
  const isUploading = uploaded.length < files.length;
  const send = (): void => {
    if (isUploading || (text.trim() === '' && files.length === 0)) return;
    chat.say(text, uploaded);
    write('');
    toldAtMs.current = 0;
    setFiles([]);
    setProblem('');
  };

  return {
    text,
    files,
    problem,
    isUploading,
    write,
    addFiles,
    send,
    removeFile: (id: number) => setFiles((all) => all.filter((each) => each.id !== id)),
  };
}

function wordsFor(error: unknown, name: string, t: Words): string {
  const status = error instanceof CallFailed ? error.status : 0;
  if (status === 413) return t('widget.fileTooLarge', { name, size: megabytesMax });
  if (status === 415) return t('widget.fileType', { name });
  return t('widget.fileFailed', { name });
}
