type Props = { readonly path: string; readonly flips?: boolean };

function Icon({ path, flips = false }: Props) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" class={flips ? 'icon flips' : 'icon'}>
      <path d={path} />
    </svg>
  );
}

export const CloseIcon = () => <Icon path="M6 6l12 12M18 6L6 18" />;
export const SendIcon = () => <Icon flips path="M4 12l16-8-6 16-3-6.5z M11 13.5L20 4" />;
export const ClipIcon = () => (
  <Icon path="M19.5 11.5l-7.8 7.8a5 5 0 0 1-7-7l8.4-8.5a3.4 3.4 0 0 1 4.8 4.8l-8.4 8.4a1.7 1.7 0 0 1-2.4-2.4l7.8-7.7" />
);
export const FileIcon = () => <Icon path="M7 3h7l5 5v13H7z M14 3v5h5" />;

/** A face with a mouth of its own. */
export const Face = ({ mouth }: { readonly mouth: string }) => (
  <Icon path={`M12 2.5a9.5 9.5 0 1 0 .01 0z M8.5 9v1 M15.5 9v1 ${mouth}`} />
);
