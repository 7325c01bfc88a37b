/** Where a mail of Heed is, on a machine from which none leaves. */
export function OwnMailLink() {
  return (
    <>
      No mail leaves this machine:{" "}
      <a href="/sandbox/heed" target="_blank" rel="noreferrer" className="font-medium underline underline-offset-2">
        read it here
      </a>
      .
    </>
  );
}
