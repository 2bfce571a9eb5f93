/**
 * Where a window hands over the bytes of a file that it has begun, and where it gets any file of a message: at main, by the
 * same path in both hosts.
 *
 * `PUT <path>?offset=<n>` with the bytes of one piece: `pieceBytes`, less only at the end of the file; as a `Blob` (`file.slice`)
 * or as bytes. Answered when they are sealed and flushed.
 * - 200 `{kept}`: so much of the file is here; the next piece begins there.
 * - 409 `{kept}`: this was not the next piece. Go on from `kept`.
 * - 400, 401 (nobody is in, or the desk is locked), 404 (no such file was begun, or it was removed), 413 (more than a piece, or
 *   than was announced), 507 (no room on this computer): `{kind}`, a translation key; what was kept before is as it was.
 *
 * `GET <path>`, with `Range` if wanted: the bytes, from this computer if they are here, else from the server.
 * - 200 or 206; 401, 404 `{kind: 'file/gone'}`, 416; 502: not here, and the server is not reached.
 */
export const deskFilesPath = '/desk/files/'

export const deskFilePath = (fileId: string): string => deskFilesPath + encodeURIComponent(fileId)

/** Of one piece; the last one of a file is as long as is left. */
export const pieceBytes = 1024 * 1024
