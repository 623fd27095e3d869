const focusable =
  'a[href], button:not(:disabled), input:not(:disabled), textarea:not(:disabled), [tabindex="0"]';

/** Leads Tab from the last thing in the panel to the first and back, so that it stays inside. */
export function keepFocusInside(panel: HTMLElement, event: KeyboardEvent): void {
  const all = [...panel.querySelectorAll<HTMLElement>(focusable)].filter(
    (each) => each.offsetParent !== null && !isPassedOver(each),
  );
  const first = all[0];
  const last = all.at(-1);
  const edge = event.shiftKey ? first : last;
  if (document.activeElement !== edge && panel.contains(document.activeElement)) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}

/** Of a group of radio buttons, Tab stops at one. */
function isPassedOver(element: HTMLElement): boolean {
  if (!(element instanceof HTMLInputElement) || element.type !== 'radio' || element.checked) {
    return element.tabIndex < 0;
  }
  const group = [...document.getElementsByName(element.name)];
  const isAnyChecked = group.some((each) => each instanceof HTMLInputElement && each.checked);
  return isAnyChecked || group[0] !== element;
}
