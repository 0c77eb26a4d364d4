// What `sftp-ls` answers, for programs.

// The files of a listing, without directories; modifiedDate is a Date.
export function parseFileList(output) {
  return JSON.parse(output)
    .filter((entry) => entry.type === "file")
    .map((entry) => ({ ...entry, modifiedDate: new Date(entry.modifiedDate) }));
}

// Both ends belong to the range; an end that is left out is open.
export function isWithinDateRange(date, start, end) {
  const time = new Date(date).getTime();
  return (start === undefined || time >= new Date(start).getTime()) && (end === undefined || time <= new Date(end).getTime());
}
