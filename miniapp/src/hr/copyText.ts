/** Put text on the clipboard; false where the container forbids it, then the person copies by hand. */

export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
