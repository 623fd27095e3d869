/** The look of the button and the place of the frame, apart from the site's own style. */
export const launcherStyle = `
:host{all:initial;position:fixed;z-index:2147483000;inset-block-end:20px;inset-inline-end:20px}
iframe{position:fixed;inset-block-end:92px;inset-inline-end:20px;inline-size:400px;max-inline-size:calc(100vw - 40px);block-size:min(660px,calc(100dvh - 112px));border:0;border-radius:16px;box-shadow:0 8px 40px rgb(0 0 0/24%);color-scheme:normal;animation:rise .18s ease-out}
button{position:relative;inline-size:56px;block-size:56px;padding:0;border:0;border-radius:50%;cursor:pointer;box-shadow:0 4px 16px rgb(0 0 0/28%);transition:transform .15s}
button:hover{transform:scale(1.05)}
button:focus-visible{outline:3px solid #fff;outline-offset:2px;box-shadow:0 0 0 6px #1a1a21}
[hidden]{display:none}
svg{inline-size:28px;block-size:28px;vertical-align:middle}
path{fill:currentColor}
path+path{fill:none;stroke:currentColor;stroke-width:2.5;stroke-linecap:round;stroke-linejoin:round;display:none}
.open path{display:none}
.open path+path{display:inline}
span{position:absolute;inset-block-start:-4px;inset-inline-end:-4px;min-inline-size:22px;box-sizing:border-box;padding-inline:6px;border-radius:11px;background:#c22b38;color:#fff;font:700 13px/22px system-ui,sans-serif;text-align:center}
span:empty,.open span{display:none}
@keyframes rise{from{opacity:0;transform:translateY(12px)}}
@media (max-width:480px){iframe{inset:0;inline-size:100%;max-inline-size:none;block-size:100dvh;border-radius:0}.open{display:none}}
@media (prefers-reduced-motion:reduce){iframe{animation:none}button{transition:none}}
@media print{:host{display:none}}
`;
