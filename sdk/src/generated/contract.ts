// Written by `npm run openapi` from src/contract: do not edit.

/** Exactly one of the fields. */
export type OneOf<T> = {
  [K in keyof T]: { [P in K]: T[P] } & { [P in Exclude<keyof T, K>]?: undefined };
}[keyof T];

export const contractVersion = '1.0.0';

export interface Ban {
  user: UserSummary;
  reason: string;
  banned_by: Id;
  created_at: Time;
  /** Null when it has no end */
  expires_at: Time | null;
}

export interface Bot {
  /** Of its user: what `add_members` takes */
  id: Id;
  username: string;
  display_name: string;
  avatar_url: string | null;
  owner_id: Id;
  /** An inactive one has no tokens */
  active: boolean;
  created_at: Time;
}

export interface BotToken {
  id: Id;
  name: string;
  scopes: ("read" | "write")[];
  created_at: Time;
  expires_at: Time | null;
  /** To the minute */
  last_used_at: Time | null;
}

export interface Call {
  id: Id;
  dm_id: Id;
  media: "audio" | "video";
  state: "ringing" | "active" | "ended";
  caller: UserSummary;
  callee: UserSummary;
  /** How it ended */
  outcome: "ended" | "missed" | "declined" | "busy" | "failed" | null;
  started_at: Time;
  accepted_at: Time | null;
}

export interface CallSummary {
  call_id: Id;
  media: "audio" | "video";
  outcome: "ended" | "missed" | "declined" | "busy" | "failed";
  /** How long both were in it, 0 when they never were */
  duration_ms: number;
}

export interface Change {
  /** Dense number of the change in the conversation */
  rev: number;
  kind: "edited" | "deleted" | "reaction_added" | "reaction_removed" | "pinned" | "unpinned" | "updated";
  message_id: Id;
  /** The message as it now is */
  message: Message;
}

export interface Conversation {
  id: Id;
  /** All of them, the caller too, in one order for everybody */
  participants: UserSummary[];
  last_message: Message | null;
  unread_count: number;
  mention_count: number;
  last_seq: number;
  created_at: Time;
}

export interface ConversationPreference {
  room_id?: Id;
  dm_id?: Id;
  /** `default`: what is said for everything. In a DM `all` is every message */
  notify: "all" | "mentions" | "none" | "default";
  /** Until when it is silent: in the year 9999 when for good; null when it is not muted */
  muted_until: Time | null;
}

export interface Draft {
  room_id: Id | null;
  dm_id: Id | null;
  /** The message in whose thread it is to be a reply */
  parent_id: Id | null;
  /** Empty when there is none any more */
  content: string;
  /** Which of two is the later one */
  written_at: Time;
}

export interface File {
  id: Id;
  /** Where the bytes are; it may be good for a limited time only */
  url: string;
  thumbnail_url: string | null;
  file_name: string;
  file_size: number;
  content_type: string;
  width: number | null;
  height: number | null;
  duration_ms: number | null;
  /** A larger picture of it than the thumbnail, for a lightbox */
  preview_url: string | null;
  /** ThumbHash in base64: what to show before the picture is there */
  placeholder: string | null;
}

export interface ForwardedFrom {
  message_id: Id;
  room_id: Id | null;
  dm_id: Id | null;
  sender: UserSummary;
  created_at: Time;
}

export interface Head {
  room_id?: Id;
  dm_id?: Id;
  last_seq: number;
  last_rev: number;
}

/** 24 lower-case hex digits */
export type Id = string;

export interface Invitation {
  code: string;
  uses_left: number;
  expires_at: Time;
  created_at: Time;
  id: Id;
}

export interface InvitationPreview {
  code: string;
  room: {
    id: Id;
    name: string;
    description: string;
    type: RoomType;
    cover_url: string | null;
    member_count: number;
    /** Read-only */
    archived: boolean;
    /** Only moderators and above send messages and replies */
    read_only: boolean;
    /** How long a member waits from one message to the next; 0 when they need not */
    slow_mode_ms: number;
    /** Whether links in its messages get previews */
    link_previews: boolean;
    created_by: Id;
    created_at: Time;
  };
  invited_by: UserSummary;
  expires_at: Time | null;
}

export interface LinkPreview {
  /** The link as it stands in the content */
  url: string;
  title: string;
  description: string;
  site_name: string;
  /** Served by this server, never by the linked one */
  image_url: string | null;
  image_width: number | null;
  image_height: number | null;
}

export interface Member {
  user: UserSummary;
  role: Role;
  joined_at: Time;
  presence: "online" | "away" | "busy" | "offline";
  /** Until when the member says nothing: in the year 9999 when the mute has no end; null when not muted */
  muted_until: Time | null;
}

export interface Message {
  id: Id;
  kind: "text" | "call";
  room_id: Id | null;
  dm_id: Id | null;
  /** Dense number in the conversation: 1, 2, 3, … */
  seq: number;
  /** Number of the latest change of this message, 0 when there was none */
  rev: number;
  /** What the sender named it, so that sending it again finds it */
  client_id: string | null;
  sender_id: Id;
  /** The sender with the name and picture of today */
  sender: UserSummary;
  /** Empty when it was deleted */
  content: string;
  /** Users whom it mentions */
  mentions: Id[];
  /** `@room`: it mentions everybody in the room, who are not listed in `mentions` */
  mentions_room: boolean;
  /** `@here`: meant for those who are online; counts as a mention for everybody */
  mentions_here: boolean;
  attachments: File[];
  /** One for each user and emoji */
  reactions: Reaction[];
  /** The message whose thread this is a reply in */
  parent_id: Id | null;
  /** Replies in its thread */
  reply_count: number;
  last_reply_at: Time | null;
  /** A reply that was shown in the conversation too */
  also_in_room: boolean;
  edited: boolean;
  edited_at: Time | null;
  /** A deleted message keeps its place, without content */
  deleted: boolean;
  pinned: boolean;
  link_previews: LinkPreview[];
  /** Where it was said first, of a message that was forwarded */
  forwarded_from: ForwardedFrom | null;
  /** What became of a call, in a message of kind `call` */
  call: CallSummary | null;
  created_at: Time;
}

export interface Notification {
  id: Id;
  /** `keyword`: a word of the own list. `message`: any message, where one wants all. `room_added`: somebody put one into a room */
  kind: "mention" | "direct" | "thread_reply" | "keyword" | "message" | "reaction" | "room_added" | "missed_call";
  message_id: Id | null;
  /** The message whose thread it is about, if it is about a reply */
  parent_id: Id | null;
  room_id: Id | null;
  dm_id: Id | null;
  /** Who wrote, reacted, called or added */
  actor: UserSummary;
  /** Of a reaction */
  emoji: string | null;
  /** The message as plain text as it now is, cut to 200; the name of the room of `room_added` */
  excerpt: string;
  read_at: Time | null;
  created_at: Time;
}

export interface NotificationRule {
  rule: "own_message" | "deleted" | "not_a_member" | "before_joining" | "not_concerned" | "blocked" | "conversation_muted" | "thread_muted" | "level_none" | "direct_messages_off" | "thread_replies_off" | "reactions_off" | "not_here" | "busy" | "notified";
  /** `stopped`: it is the reason; those after it were not asked */
  outcome: "passed" | "stopped" | "not_asked";
  /** The rule in a sentence, in English */
  text: string;
}

export interface Preferences {
  /** What notifies where a conversation says `default`. `mentions`: mentions, keywords, direct messages, replies in followed threads and reactions, as switched on below. `all`: every message of every room too. `none`: nothing */
  notify: "all" | "mentions" | "none";
  direct_messages: boolean;
  /** Replies in threads that one follows */
  thread_replies: boolean;
  /** Reactions to own messages */
  reactions: boolean;
  /** Words or phrases that notify like a mention: whole words, whatever their case */
  keywords: string[];
  /** Web push to the devices that subscribed */
  push: boolean;
  /** Whether a push says what was written, and not only who wrote */
  push_content: boolean;
  quiet_hours: QuietHours | null;
  /** False: nobody is told what one has read, and one is not told what others have */
  receipts: boolean;
  /** What clients keep here so that all devices agree: `theme`, `density`, `language` … */
  interface: Record<string, string>;
  /** Those of which something else is said than the rest */
  conversations: ConversationPreference[];
  /** The messages whose threads are silent */
  muted_threads: Id[];
}

export interface Presence {
  user_id: Id;
  status: "online" | "away" | "busy" | "offline";
  last_seen_at: Time | null;
  text: string;
  emoji: string;
}

/** Nothing is pushed in them; what there is waits in the list */
export interface QuietHours {
  from: string;
  to: string;
  time_zone: string;
}

export interface Reaction {
  emoji: string;
  user_id: Id;
}

export interface ReaderHead {
  room_id?: Id;
  dm_id?: Id;
  last_seq: number;
  last_rev: number;
  unread_count: number;
  mention_count: number;
}

export interface Receipt {
  user: UserSummary;
  /** When they last read on: this message, or one after it */
  read_at: Time;
}

export interface RefusedConversation {
  room_id?: Id;
  dm_id?: Id;
  error: Problem;
}

export type Role = "owner" | "admin" | "moderator" | "member";

export interface Room {
  id: Id;
  name: string;
  description: string;
  type: RoomType;
  cover_url: string | null;
  member_count: number;
  /** Of who asks; 0 when not a member */
  unread_count: number;
  /** How many of the unread ones mention who asks */
  mention_count: number;
  /** Role of who asks; null when not a member */
  role: Role | null;
  joined: boolean;
  /** Read-only */
  archived: boolean;
  /** Only moderators and above send messages and replies */
  read_only: boolean;
  /** How long a member waits from one message to the next; 0 when they need not */
  slow_mode_ms: number;
  /** Whether links in its messages get previews */
  link_previews: boolean;
  /** In the order in which they were pinned */
  pinned_message_ids: Id[];
  /** Number of the latest message, 0 when there is none */
  last_seq: number;
  last_message: Message | null;
  created_by: Id;
  created_at: Time;
}

export interface RoomInfo {
  id: Id;
  name: string;
  description: string;
  type: RoomType;
  cover_url: string | null;
  member_count: number;
  /** Read-only */
  archived: boolean;
  /** Only moderators and above send messages and replies */
  read_only: boolean;
  /** How long a member waits from one message to the next; 0 when they need not */
  slow_mode_ms: number;
  /** Whether links in its messages get previews */
  link_previews: boolean;
  /** In the order in which they were pinned */
  pinned_message_ids: Id[];
  created_by: Id;
  created_at: Time;
}

export interface RoomInvitation {
  id: Id;
  /** What makes the link; who has it can come in */
  code: string;
  room_id: Id;
  created_by: Id;
  /** How many can come by it; null for any number */
  max_uses: number | null;
  /** How many came by it */
  uses: number;
  created_at: Time;
  expires_at: Time | null;
}

export type RoomType = "public" | "private";

export interface SavedMessage {
  /** As it is now */
  message: Message;
  saved_at: Time;
}

export interface SentFile {
  file: File;
  message_id: Id;
  sender_id: Id;
  created_at: Time;
}

export interface Session {
  /** Access token (JWT) for the Authorization header and the socket handshake */
  token: string;
  /** Good for one refresh */
  refresh_token: string;
  /** Seconds until the access token expires */
  expires_in: number;
  user: User;
}

export interface Signal {
  kind: "offer" | "answer" | "candidate";
  /** SDP, or an ICE candidate as JSON; passed on as it came */
  data: string;
}

export interface Status {
  /** `invisible` is seen by oneself only */
  state: "online" | "away" | "busy" | "offline" | "invisible";
  text: string;
  emoji: string;
  expires_at: Time | null;
}

export interface SyncedConversation {
  room_id?: Id;
  dm_id?: Id;
  /** Ascending `seq` */
  messages: Message[];
  /** Ascending `rev` */
  changes: Change[];
  first_seq: number;
  /** Where the conversation stands */
  last_seq: number;
  /** Where its changes stand */
  last_rev: number;
  /** Ask again from the last numbers received */
  has_more: boolean;
  /** The changes asked for are no longer kept: load this conversation anew */
  reset?: boolean;
}

export interface Thread {
  parent_message: Message;
  /** Of the latest reply: the order of the list */
  last_activity_at: Time;
  /** Replies of others after the caller’s position */
  unread_count: number;
  /** Who wrote in it, the first ones first; 20 at most */
  participants: UserSummary[];
}

export interface ThreadState {
  /** The message that the thread hangs on */
  message_id: Id;
  following: boolean;
  /** Replies of others after the reader’s position; 0 when not following */
  unread_count: number;
}

/** ISO 8601 in UTC with milliseconds */
export type Time = string;

export interface Upload {
  id: Id;
  file_name: string;
  file_size: number;
  /** How many bytes are there already: where the next part begins */
  offset: number;
  /** The most that one part may have */
  part_size: number;
  /** What is not finished by then is removed */
  expires_at: Time;
}

export interface User {
  id: Id;
  username: string;
  display_name: string;
  avatar_url: string | null;
  /** True for a program; else not there */
  bot?: boolean;
  /** Only in what one asks of oneself */
  email?: string;
  /** Only in what one asks of oneself: whether a mailed link was opened */
  email_verified?: boolean;
  /** False when it was deactivated or erased: nobody can write to it */
  active: boolean;
  /** The first account of a server administers it */
  server_role: "admin" | "user";
  status: Status;
  last_seen_at: Time | null;
  created_at: Time;
}

export interface UserSummary {
  id: Id;
  username: string;
  display_name: string;
  avatar_url: string | null;
  /** True for a program; else not there */
  bot?: boolean;
}

/** Stable word to switch on; the list may grow. */
export type ErrorCode = "validation_failed" | "malformed_json" | "form_malformed" | "file_missing" | "address_refused" | "token_missing" | "token_invalid" | "token_expired" | "session_ended" | "invalid_credentials" | "refresh_token_invalid" | "wrong_password" | "account_deactivated" | "link_invalid" | "permission_denied" | "not_a_member" | "muted" | "room_read_only" | "banned" | "user_deactivated" | "blocked" | "registration_closed" | "file_link_invalid" | "invitation_invalid" | "scope_missing" | "not_found" | "user_not_found" | "room_not_found" | "dm_not_found" | "message_not_found" | "session_not_found" | "report_not_found" | "call_not_found" | "member_not_found" | "file_not_found" | "upload_not_found" | "bot_not_found" | "webhook_not_found" | "username_taken" | "email_taken" | "room_archived" | "last_owner" | "last_administrator" | "report_resolved" | "call_busy" | "call_not_ringing" | "call_elsewhere" | "call_peer_away" | "calls_need_two" | "message_deleted" | "pin_limit_reached" | "saved_limit_reached" | "reaction_limit_reached" | "bot_inactive" | "bot_limit_reached" | "token_limit_reached" | "webhook_limit_reached" | "file_in_use" | "upload_offset_wrong" | "upload_incomplete" | "payload_too_large" | "file_too_large" | "quota_exceeded" | "file_type_refused" | "unsupported_media_type" | "range_not_satisfiable" | "file_refused" | "slow_mode" | "rate_limited" | "internal_error" | "gifs_not_configured" | "mail_not_configured" | "search_too_broad" | "service_unavailable";

/** RFC 9457 problem: the one shape of every failure, over HTTP and in acknowledgements. */
export interface Problem {
  /** Where this code is explained */
  type: string;
  /** What the code means, in a few words */
  title: string;
  /** HTTP status, the same over sockets */
  status: number;
  /** What was wrong this time; for people */
  detail: string;
  code: ErrorCode;
  /** Names this request in the log of the server */
  request_id: string;
  /** Each field that was not valid */
  errors?: {
    path: string;
    message: string;
  }[];
  /** How long to wait before asking again */
  retry_after_ms?: number;
}

/** What a client can ask for. `empty`: over HTTP it answers with nothing. */
export interface Operations {
  /** Invite people to this server (administrators) */
  create_invitation: {
    input: {
      uses?: number;
      /** Seconds */
      expires_in?: number;
    };
    output: {
      invitation: Invitation;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Sign in. Ten wrong passwords for an account within 15 minutes answer 429 for the rest of them. */
  login: {
    input: {
      email: string;
      password: string;
    };
    output: Session;
    errors: 'validation_failed' | 'malformed_json' | 'invalid_credentials' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** End the session: its tokens and its sockets, on every node */
  logout: {
    input: {
      refresh_token?: string;
    };
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
    empty: true;
  };
  /** A new pair of tokens. A refresh token is good once. Using it again ends the session, since one of the two users stole it. */
  refresh: {
    input: {
      refresh_token: string;
    };
    output: Session;
    errors: 'validation_failed' | 'malformed_json' | 'refresh_token_invalid' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Keep a connection with a new access token. The answer to `token_expiring`. The token must be of the same session. */
  refresh_token: {
    input: {
      token: string;
    };
    output: {
      /** When the connection ends unless it is renewed again */
      expires_at: Time;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Make an account. The first account of a server is its administrator. */
  register: {
    input: {
      username: string;
      email: string;
      password: string;
      /** The username when it is not given */
      display_name?: string;
      /** Needed where REGISTRATION is `invite` */
      invitation?: string;
    };
    output: Session;
    errors: 'validation_failed' | 'malformed_json' | 'registration_closed' | 'invitation_invalid' | 'username_taken' | 'email_taken' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** The signed-in user */
  get_me: {
    input: Record<string, unknown>;
    output: {
      user: User;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** One user */
  get_user: {
    input: {
      user_id: Id;
    };
    output: {
      user: User;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'user_not_found' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Directory: people by the beginning of a username or of a word of the display name */
  search_users: {
    input: {
      query?: string;
      /** How many at most */
      limit?: number;
      after?: Id;
    };
    output: {
      /** In the order of usernames */
      users: User[];
      has_more: boolean;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Change the own profile */
  update_me: {
    input: {
      display_name?: string;
      avatar_url?: string | null;
      /** An own upload to be the picture from now on */
      avatar_file_id?: Id;
    };
    output: {
      user: User;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Block somebody; nobody but the own devices is told. Nobody can block more than 1,000 people. Blocking again changes nothing. */
  block_user: {
    input: {
      user_id: Id;
    };
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'user_not_found' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
    empty: true;
  };
  /** Whom the caller has blocked, in the order in which they did. Between two of whom one has blocked the other, nobody opens a conversation of the two, nor sends, edits, reacts or is seen typing in the one that there is: 403 `blocked`, the same in both directions, so that it does not tell who blocked whom. They still read it, and delete what is their own. Rooms and groups are the same for everybody: clients fold messages there. */
  list_blocked: {
    input: Record<string, unknown>;
    output: {
      users: UserSummary[];
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** End a block; of who is not blocked it changes nothing */
  unblock_user: {
    input: {
      user_id: Id;
    };
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
    empty: true;
  };
  /** Follow the presence of these people on this socket; replaces the set before */
  presence_subscribe: {
    input: {
      user_ids: Id[];
    };
    output: {
      presence: Presence[];
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Set the own state and custom status. `online` shows what the connections say (online, away); `invisible` shows as `offline` to others. */
  set_status: {
    input: {
      state: "online" | "away" | "busy" | "offline" | "invisible";
      text?: string;
      emoji?: string;
      /** When text and emoji go away by themselves; not in the past */
      expires_at?: string | null;
    };
    output: {
      user: User;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Make a room read-only (owner) */
  archive_room: {
    input: {
      room_id: Id;
    };
    output: {
      room: Room;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'room_not_found' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Make a room; who makes it owns it */
  create_room: {
    input: {
      name: string;
      description?: string;
      type: RoomType;
      member_ids?: Id[];
    };
    output: {
      room: Room;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'user_not_found' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Delete a room with all that was said in it (owner) */
  delete_room: {
    input: {
      room_id: Id;
    };
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'room_not_found' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
    empty: true;
  };
  /** One room */
  get_room: {
    input: {
      room_id: Id;
    };
    output: {
      room: Room;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'room_not_found' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Become a member of a public room; joining again changes nothing. Who joins an empty room owns it. Nobody can be in more than 500 rooms. */
  join_room: {
    input: {
      room_id: Id;
    };
    output: {
      room: Room;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'banned' | 'room_not_found' | 'room_archived' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** End the own membership; the last owner cannot while others stay. An owner makes another member the owner first. The last member may leave: a public room then waits, empty, for the next who joins; a private one is archived, since nobody could enter it again. */
  leave_room: {
    input: {
      room_id: Id;
    };
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'not_a_member' | 'room_not_found' | 'last_owner' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
    empty: true;
  };
  /** Rooms that the caller can see. First all that the caller has joined, then public ones page by page; `cursor` of one page asks for the next. `query` finds rooms by the beginnings of words of their names. */
  list_rooms: {
    input: {
      type?: RoomType;
      query?: string;
      /** How many at most */
      limit?: number;
      cursor?: Id;
    };
    output: {
      rooms: Room[];
      has_more: boolean;
      cursor: Id | null;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Open an archived room again (owner) */
  unarchive_room: {
    input: {
      room_id: Id;
    };
    output: {
      room: Room;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'room_not_found' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Change name, description, or who may write how often (admins). In a `read_only` room only moderators and above send, be it messages or replies in threads: a reply can be shown in the room too, and all who follow the thread are told of it. Everybody still reacts, edits and deletes what is their own. With `slow_mode_ms` a member sends one message or reply in that time; moderators and above are not slowed. */
  update_room: {
    input: {
      room_id: Id;
      name?: string;
      description?: string;
      read_only?: boolean;
      slow_mode_ms?: number;
      link_previews?: boolean;
      /** An own upload to be the cover from now on; null takes it off */
      cover_file_id?: Id | null;
    };
    output: {
      room: Room;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'room_not_found' | 'room_archived' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Bring people into a room (admins); who is in already stays as they are */
  add_members: {
    input: {
      room_id: Id;
      user_ids: Id[];
    };
    output: {
      members: Member[];
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'banned' | 'user_not_found' | 'room_not_found' | 'room_archived' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Members of a room, in the order of their ids; `after` is the id of the last user of the page before */
  list_members: {
    input: {
      room_id: Id;
      /** How many at most */
      limit?: number;
      after?: Id;
    };
    output: {
      members: Member[];
      has_more: boolean;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'not_a_member' | 'room_not_found' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Keep a member of a lower role from saying anything for a time (moderators). Who is muted reads, but neither sends, edits, reacts nor is seen typing: 403 `muted`, with the end in `detail`. It ends by itself after `expires_in_ms`; null has no end. Muting again replaces end and reason. Leaving and joining again does not end it; a higher role does. */
  mute_member: {
    input: {
      room_id: Id;
      user_id: Id;
      expires_in_ms: number | null;
      reason?: string;
    };
    output: {
      member: Member;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'room_not_found' | 'member_not_found' | 'room_archived' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Take somebody of a lower role out of a room (admins) */
  remove_member: {
    input: {
      room_id: Id;
      user_id: Id;
    };
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'room_not_found' | 'member_not_found' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
    empty: true;
  };
  /** End a mute; of who is not muted it changes nothing (moderators) */
  unmute_member: {
    input: {
      room_id: Id;
      user_id: Id;
    };
    output: {
      member: Member;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'room_not_found' | 'member_not_found' | 'room_archived' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Give a member another role. Admins make moderators and members, the owner makes admins too. `owner` transfers the ownership: the owner becomes an admin. */
  update_member: {
    input: {
      room_id: Id;
      user_id: Id;
      role: Role;
    };
    output: {
      member: Member;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'room_not_found' | 'member_not_found' | 'room_archived' | 'last_owner' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Keep somebody out of a room (admins). A member of a lower role is taken out; who is not in may be banned too. Until the ban ends they cannot join, be added or come by an invitation: 403 `banned`. Of a ban and a join at once the ban wins. Banning again replaces end and reason. */
  ban_user: {
    input: {
      room_id: Id;
      user_id: Id;
      reason?: string;
      expires_in_ms?: number;
    };
    output: {
      ban: Ban;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'user_not_found' | 'room_not_found' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Let somebody join again; of who is not banned it changes nothing (admins) */
  lift_ban: {
    input: {
      room_id: Id;
      user_id: Id;
    };
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'room_not_found' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
    empty: true;
  };
  /** Who is banned, in the order of their ids; `after` is the id of the last user of the page before (admins) */
  list_bans: {
    input: {
      room_id: Id;
      /** How many at most */
      limit?: number;
      after?: Id;
    };
    output: {
      bans: Ban[];
      has_more: boolean;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'room_not_found' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Join the room that a link leads to. Never more join by it than `max_uses`. Who is in the room already uses none up. */
  accept_invitation: {
    input: {
      code: string;
    };
    output: {
      room: Room;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'banned' | 'invitation_invalid' | 'room_archived' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Make a link by which people join a room, also a private one (who may add members) */
  create_room_invitation: {
    input: {
      room_id: Id;
      max_uses?: number;
      expires_in_ms?: number;
    };
    output: {
      invitation: RoomInvitation;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'room_not_found' | 'room_archived' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Which room a link leads to. A link that is unknown, has expired, was revoked or is used up: 403 `invitation_invalid`. */
  get_invitation: {
    input: {
      code: string;
    };
    output: {
      invitation: InvitationPreview;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'invitation_invalid' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Links of a room that are good still, the oldest first. `after` is the id of the last invitation of the page before. */
  list_room_invitations: {
    input: {
      room_id: Id;
      /** How many at most */
      limit?: number;
      after?: Id;
    };
    output: {
      invitations: RoomInvitation[];
      has_more: boolean;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'room_not_found' | 'room_archived' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Make a link good for nothing; one that is so already stays so */
  revoke_room_invitation: {
    input: {
      room_id: Id;
      invitation_id: Id;
    };
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'room_not_found' | 'room_archived' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
    empty: true;
  };
  /** One conversation, hidden or not */
  get_dm: {
    input: {
      dm_id: Id;
    };
    output: {
      conversation: Conversation;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'dm_not_found' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Take a conversation off the caller's list until its next message. Nothing is deleted, nobody else notices, and `ready` still has its head. The next message, whoever sends it, or opening the conversation brings it back. A client that gets a message of a conversation that it does not list asks for it by its id. */
  hide_dm: {
    input: {
      dm_id: Id;
    };
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'dm_not_found' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
    empty: true;
  };
  /** Conversations of the caller, the latest activity first, without those that are hidden. Nearly always all of them: a page holds as many as one `sync` takes. `before` is the id of the last conversation of the page before. One that becomes active between two pages may come twice; none is left out. */
  list_dms: {
    input: {
      limit?: number;
      before?: Id;
    };
    output: {
      conversations: Conversation[];
      has_more: boolean;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'dm_not_found' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** The conversation with these people, made when it is not there yet. There is exactly one conversation for a set of people, whoever asks and however many at once. The caller is implied and may be named: two people in all, or a group of 3 to 10. One that the caller has hidden is in their list again. */
  open_dm: {
    input: {
      participant_ids: Id[];
    };
    output: {
      conversation: Conversation;
      created: boolean;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'blocked' | 'user_not_found' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Delete an own message, or as a moderator another's. The message keeps its place without content. Deleting again changes nothing. */
  delete_message: {
    input: {
      message_id: Id;
    };
    output: {
      message: Message;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'message_not_found' | 'room_archived' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
    empty: true;
  };
  /** Edit an own message */
  edit_message: {
    input: {
      message_id: Id;
      /** Blank only where attachments stay */
      content: string;
    };
    output: {
      message: Message;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'muted' | 'blocked' | 'message_not_found' | 'room_archived' | 'message_deleted' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** One message */
  get_message: {
    input: {
      message_id: Id;
    };
    output: {
      message: Message;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'message_not_found' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** History of a conversation, a page in ascending order. The newest page without a cursor. `before`, `after` and `around` take the id of a message of the conversation. `has_more` speaks of the direction asked for (of older ones for `around`). Thread replies are left out unless they were sent to the room too. */
  list_messages: {
    input: {
      /** How many at most */
      limit?: number;
      before?: Id;
    } & OneOf<{
      room_id: Id;
      dm_id: Id;
      after: Id;
      around: Id;
    }>;
    output: {
      messages: Message[];
      has_more: boolean;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'not_a_member' | 'room_not_found' | 'dm_not_found' | 'message_not_found' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Earlier texts of a message, oldest first */
  message_history: {
    input: {
      message_id: Id;
    };
    output: {
      edits: {
        content: string;
        edited_at: Time;
        editor_id: Id;
      }[];
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'message_not_found' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Take the previews of links off an own message, for good. Links in a message get previews within moments, three at most: `message_updated` brings them. Links in code and in spoilers get none. A link to a picture, a GIF for example, is previewed as the picture, without a title. After an edit they are those of the new text. Once they were removed the message gets none any more. `link_previews` of a room turns them off there. */
  remove_previews: {
    input: {
      message_id: Id;
    };
    output: {
      message: Message;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'message_not_found' | 'room_archived' | 'message_deleted' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Send a message. Acknowledged means stored, once, in order. Sending the same `client_id` again answers with the message that exists (`created: false`), is not rate-limited and broadcasts nothing. Everyone in the conversation gets `new_message`. `@room` and `@here` mention everybody in a room, in one of more than 50 members only when a moderator or above writes it; else, and in a DM, they are plain text. */
  send_message: {
    input: {
      /** May be left out with attachments */
      content?: string;
      /** Own files that were uploaded and not sent yet, in this order */
      attachment_ids?: Id[];
      /** Members to mention beside those whom the server finds in the content */
      mentions?: Id[];
      /** The message that this replies to, in its thread */
      parent_id?: Id;
      /** Show a reply in the conversation too */
      also_in_room?: boolean;
      /** Any word that is unique for the sender in the conversation, a UUID for example */
      client_id?: string;
    } & OneOf<{
      room_id: Id;
      dm_id: Id;
      /** Somebody to write to: the conversation of the two is found, or made with this message */
      user_id: Id;
    }>;
    output: {
      message: Message;
      created: boolean;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'not_a_member' | 'muted' | 'room_read_only' | 'blocked' | 'user_not_found' | 'room_not_found' | 'dm_not_found' | 'message_not_found' | 'file_not_found' | 'room_archived' | 'message_deleted' | 'file_in_use' | 'payload_too_large' | 'unsupported_media_type' | 'slow_mode' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Follow the thread of a message; what was said in it before is not unread */
  follow_thread: {
    input: {
      message_id: Id;
    };
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'not_a_member' | 'message_not_found' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
    empty: true;
  };
  /** A message and the replies to it, in ascending order */
  get_thread: {
    input: {
      message_id: Id;
      /** How many at most */
      limit?: number;
      before?: Id;
      after?: Id;
    };
    output: {
      parent_message: Message;
      replies: Message[];
      participants: UserSummary[];
      /** Whether who asks follows the thread */
      following: boolean;
      has_more: boolean;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'message_not_found' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Threads that the caller follows, the latest activity first. One follows a thread that one started, replied in or is mentioned in, until one unfollows it. `before` is the id of the parent message of the last thread of the page before. A thread that becomes active between two pages may come twice; none is left out. Threads of conversations that one is not in any more are not followed. A new reply is in it within moments. */
  list_threads: {
    input: {
      /** How many at most */
      limit?: number;
      before?: Id;
    };
    output: {
      threads: Thread[];
      has_more: boolean;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'not_a_member' | 'message_not_found' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Every reply of a thread up to this message is read; a position moves forward only. Names a reply, or the message that the thread hangs on. Of a thread that the caller does not follow no position is kept. The own devices get `thread_update`. Replies never count in the conversation’s own counters. */
  mark_thread_read: {
    input: {
      message_id: Id;
    };
    output: ThreadState;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'not_a_member' | 'message_not_found' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Follow the thread of a message no more. Being mentioned in it changes nothing about that; replying in it again does. */
  unfollow_thread: {
    input: {
      message_id: Id;
    };
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'not_a_member' | 'message_not_found' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
    empty: true;
  };
  /** React to a message; once for each user and emoji */
  add_reaction: {
    input: {
      message_id: Id;
      /** One emoji of Unicode; it is kept fully-qualified */
      emoji: string;
    };
    output: {
      success: true;
      message: Message;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'muted' | 'blocked' | 'message_not_found' | 'room_archived' | 'message_deleted' | 'reaction_limit_reached' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Take a reaction back */
  remove_reaction: {
    input: {
      message_id: Id;
      /** One emoji of Unicode; it is kept fully-qualified */
      emoji: string;
    };
    output: {
      success: true;
      message: Message;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'muted' | 'blocked' | 'message_not_found' | 'room_archived' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Pinned messages of a room in chronological order */
  list_pinned: {
    input: {
      room_id: Id;
    };
    output: {
      messages: Message[];
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'not_a_member' | 'room_not_found' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Pin a message to its room (admins); ten at most */
  pin_message: {
    input: {
      message_id: Id;
    };
    output: {
      message: Message;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'message_not_found' | 'room_archived' | 'message_deleted' | 'pin_limit_reached' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Unpin a message (admins) */
  unpin_message: {
    input: {
      message_id: Id;
    };
    output: {
      message: Message;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'message_not_found' | 'room_archived' | 'message_deleted' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Give an own upload up */
  cancel_upload: {
    input: {
      upload_id: Id;
    };
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'upload_not_found' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
    empty: true;
  };
  /** Begin an upload that can go on after the connection was lost. For large files. Send the parts in order, each with the `offset` that the last answer named. After a failure ask for the upload, and go on from its `offset`. */
  create_upload: {
    input: {
      file_name: string;
      file_size: number;
    };
    output: {
      upload: Upload;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'payload_too_large' | 'file_too_large' | 'quota_exceeded' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Remove an own file that was not sent. A file that was sent goes with its message. */
  delete_file: {
    input: {
      file_id: Id;
    };
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'file_not_found' | 'file_in_use' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
    empty: true;
  };
  /** All parts are there: make a file of them. The id of the file is that of the upload. Finishing again answers with the same file. */
  finish_upload: {
    input: {
      upload_id: Id;
    };
    output: File;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'upload_not_found' | 'upload_incomplete' | 'payload_too_large' | 'file_type_refused' | 'unsupported_media_type' | 'file_refused' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** The bytes of a file or of a picture of it, by its signed URL. The URLs of a `File` lead here; nobody makes them by hand. Such a URL needs no token and is good for a limited time: then ask for a fresh one. Ranges and conditional requests are served. What a browser could run comes as an attachment. */
  get_file: {
    input: {
      file_id: Id;
      variant?: "original" | "thumbnail" | "preview";
      expires?: number;
      signature?: string;
      /** Given: as an attachment, whatever the type */
      download?: "1";
    };
    output: unknown;
    errors: 'validation_failed' | 'file_link_invalid' | 'file_not_found' | 'range_not_satisfiable' | 'internal_error' | 'service_unavailable';
  };
  /** The file with fresh URLs, for who may read a message that has it */
  get_file_link: {
    input: {
      file_id: Id;
    };
    output: {
      file: File;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'file_not_found' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** A picture that everybody may see: of a person, of a room, of a link. Its address, which cannot be guessed, stays the same for as long as the picture does. */
  get_picture: {
    input: {
      picture_id: string;
    };
    output: unknown;
    errors: 'validation_failed' | 'file_not_found' | 'internal_error' | 'service_unavailable';
  };
  /** How far an own upload has come */
  get_upload: {
    input: {
      upload_id: Id;
    };
    output: {
      upload: Upload;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'upload_not_found' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Files that were sent in a conversation, the latest first. `before` is the id of the last file of the page before. */
  list_files: {
    input: {
      /** How many at most */
      limit?: number;
      before?: Id;
      /** Only files of this sort */
      media?: "image" | "video" | "audio" | "other";
    } & OneOf<{
      room_id: Id;
      dm_id: Id;
    }>;
    output: {
      files: SentFile[];
      has_more: boolean;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'not_a_member' | 'room_not_found' | 'dm_not_found' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** The next bytes of an upload. The body is the bytes themselves. A part that breaks off counts for nothing. */
  put_upload_part: {
    input: {
      upload_id: Id;
      offset: number;
    };
    output: {
      upload: Upload;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'upload_not_found' | 'upload_offset_wrong' | 'payload_too_large' | 'file_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Upload a file, to be sent with a message. A form with one field, `file`. Its type is found in its content, not in its name. Location and camera data are removed from pictures; a file without such data keeps its bytes. A file that no message has within a day is removed. What the server finds out later (the poster and the length of a film, the first page of a PDF) comes with `message_updated`. */
  upload_file: {
    input: Record<string, unknown>;
    output: File;
    errors: 'validation_failed' | 'malformed_json' | 'form_malformed' | 'file_missing' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'payload_too_large' | 'file_too_large' | 'quota_exceeded' | 'file_type_refused' | 'unsupported_media_type' | 'file_refused' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** The user is typing; repeat every second or two while it lasts */
  typing_start: {
    input: {
      parent_id?: Id;
    } & OneOf<{
      room_id: Id;
      dm_id: Id;
    }>;
    output: Record<string, unknown>;
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'not_a_member' | 'muted' | 'room_read_only' | 'blocked' | 'room_not_found' | 'dm_not_found' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** The user stopped typing */
  typing_stop: {
    input: {
      parent_id?: Id;
    } & OneOf<{
      room_id: Id;
      dm_id: Id;
    }>;
    output: Record<string, unknown>;
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'not_a_member' | 'muted' | 'room_read_only' | 'blocked' | 'room_not_found' | 'dm_not_found' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Who has read a message, in the order of their ids, without its sender. Those members whose position is at the message or after it; of a reply that stands in its thread alone, those followers who read on there. `after` is the id of the last user of the page before. A big room is read page by page; its readers are announced by `message_read` in rooms of up to 200 members only. */
  list_receipts: {
    input: {
      message_id: Id;
      /** How many at most */
      limit?: number;
      after?: Id;
    };
    output: {
      read_by: Receipt[];
      has_more: boolean;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'not_a_member' | 'message_not_found' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Everything up to this message is read; a position moves forward only */
  mark_read: {
    input: {
      message_id: Id;
    } & OneOf<{
      room_id: Id;
      dm_id: Id;
    }>;
    output: {
      unread_count: number;
      mention_count: number;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'not_a_member' | 'room_not_found' | 'dm_not_found' | 'message_not_found' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** This message and all after it are unread again */
  mark_unread: {
    input: {
      message_id: Id;
    } & OneOf<{
      room_id: Id;
      dm_id: Id;
    }>;
    output: {
      unread_count: number;
      mention_count: number;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'not_a_member' | 'room_not_found' | 'dm_not_found' | 'message_not_found' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Why a message did or did not notify the caller. Said by the rules that decided it. Of who was concerned it is the decision of that moment, which is kept; of who was not, what the rules say now. */
  explain_notification: {
    input: {
      message_id: Id;
    };
    output: {
      notified: boolean;
      /** As what it concerned the caller */
      kind: "mention" | "direct" | "thread_reply" | "keyword" | "message" | "reaction" | "room_added" | "missed_call" | null;
      reason: "own_message" | "deleted" | "not_a_member" | "before_joining" | "not_concerned" | "blocked" | "conversation_muted" | "thread_muted" | "level_none" | "direct_messages_off" | "thread_replies_off" | "reactions_off" | "not_here" | "busy" | "notified";
      /** Null when it is what the rules say now */
      decided_at: Time | null;
      /** It was taken back later: edited, deleted, or the caller has left */
      withdrawn: boolean;
      rules: NotificationRule[];
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'not_a_member' | 'message_not_found' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** What the caller was notified of, the newest first. `before` is the id of the last one of the page before. What was taken back (the mention was edited out, the message deleted, the room left) is not listed. Kept for 90 days. */
  list_notifications: {
    input: {
      /** How many at most */
      limit?: number;
      before?: Id;
      /** `true`: only what is not read */
      unread?: string;
    };
    output: {
      notifications: Notification[];
      /** Notifications of the caller that are not read */
      unread_count: number;
      has_more: boolean;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** These notifications are read, or all up to one, or all; on every device. Exactly one of `ids`, `up_to` and `all`. Reading a conversation or a thread past a message reads its notifications too. The own devices get `notifications_read`. */
  read_notifications: {
    input: OneOf<{
      ids: Id[];
      /** This one and all older ones */
      up_to: Id;
      all: true;
    }>;
    output: {
      /** Notifications of the caller that are not read */
      unread_count: number;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Push notifications to this browser, too. Takes what `PushSubscription.toJSON()` gives. An endpoint belongs to one account: who signs in on a browser takes it over. At most 20 a user: the oldest goes. What the push service no longer knows is removed by itself. */
  add_push_subscription: {
    input: {
      endpoint: string;
      expirationTime?: number | null;
      keys: {
        p256dh: string;
        auth: string;
      };
    };
    output: {
      id: Id;
      created: boolean;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** The VAPID public key of this server: `applicationServerKey` of `pushManager.subscribe()` */
  get_push_key: {
    input: Record<string, unknown>;
    output: {
      /** base64url, 65 bytes */
      public_key: string;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Push to this browser no more; of one that is not there it changes nothing */
  remove_push_subscription: {
    input: {
      endpoint: string;
    };
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
    empty: true;
  };
  /** What notifies the caller, and what their devices agree on */
  get_preferences: {
    input: Record<string, unknown>;
    output: {
      preferences: Preferences;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Change what is named and leave the rest; the own devices get `preferences_updated`. `conversations` and `threads` change those that they name, and `interface` its keys: an empty value removes one. At most 50 keywords, 1000 conversations with a setting of their own and 1000 muted threads. */
  update_preferences: {
    input: {
      notify?: "all" | "mentions" | "none";
      direct_messages?: boolean;
      thread_replies?: boolean;
      reactions?: boolean;
      keywords?: string[];
      push?: boolean;
      push_content?: boolean;
      quiet_hours?: QuietHours | null;
      receipts?: boolean;
      interface?: Record<string, string>;
      conversations?: ({
        notify?: "all" | "mentions" | "none" | "default";
        /** In the year 9999 for good; null, or a time that has passed, ends it */
        muted_until?: string | null;
      } & OneOf<{
        room_id: Id;
        dm_id: Id;
      }>)[];
      threads?: {
        message_id: Id;
        muted: boolean;
      }[];
    };
    output: {
      preferences: Preferences;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'not_a_member' | 'room_not_found' | 'dm_not_found' | 'message_not_found' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Everything after the numbers that the client has, once, in order. Messages (thread replies too) after `after_seq` and changes after `after_rev`, ascending. While `has_more`, ask again from the last numbers received. A conversation that is not the caller’s gets an `error` and spoils nothing else. */
  sync: {
    input: {
      conversations: ({
        after_seq?: number;
        after_rev?: number;
      } & OneOf<{
        room_id: Id;
        dm_id: Id;
      }>)[];
    };
    output: {
      conversations: (SyncedConversation | RefusedConversation)[];
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Take a call on this device; the others stop ringing. Of several devices exactly one takes it; the others get `call_not_ringing`. */
  call_accept: {
    input: {
      call_id: Id;
    };
    output: {
      call: Call;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'call_not_found' | 'call_not_ringing' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Still in the call, on this connection. To be sent every 15 s by both while they talk, and after a reconnect. A call that one of the two has left for 45 s is ended. From another device of the same user it moves the call there. */
  call_attach: {
    input: {
      call_id: Id;
    };
    output: {
      call: Call;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'call_not_found' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Refuse a call that rings */
  call_decline: {
    input: {
      call_id: Id;
    };
    output: {
      call: Call;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'call_not_found' | 'call_not_ringing' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Hang up, or stop calling */
  call_end: {
    input: {
      call_id: Id;
      /** No connection between the two could be made */
      failed?: boolean;
    };
    output: {
      call: Call;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'call_not_found' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Pass a WebRTC signal to the device at the other end. Only between the two devices that talk, and only once the call was accepted. The caller makes the offer after `call_accepted`. */
  call_signal: {
    input: {
      call_id: Id;
      signal: Signal;
    };
    output: Record<string, unknown>;
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'call_not_found' | 'call_elsewhere' | 'call_peer_away' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Call the other one of a direct message of two. All devices of both get `call_ringing`. The device that asks is the one that will talk. Not accepted in time the call is missed, and a message of kind `call` in the conversation says so; one of each call says how it ended. */
  call_start: {
    input: {
      dm_id: Id;
      media: "audio" | "video";
    };
    output: {
      call: Call;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'blocked' | 'dm_not_found' | 'call_busy' | 'calls_need_two' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** STUN and TURN servers with credentials of one’s own that last some hours */
  ice_servers: {
    input: Record<string, unknown>;
    output: {
      ice_servers: {
        urls: string[];
        username?: string;
        credential?: string;
      }[];
      expires_at: Time | null;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** The call that rings or goes on for the caller, if there is one */
  list_calls: {
    input: Record<string, unknown>;
    output: {
      calls: Call[];
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Make a bot: a user without a password, who belongs to who made it. It signs in with its tokens, and gets into rooms as people do: it joins public ones, and admins bring it into others. Nobody owns more than 20. */
  create_bot: {
    input: {
      username: string;
      display_name: string;
    };
    output: {
      bot: Bot;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'username_taken' | 'bot_limit_reached' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** A token that a bot signs in with; it is shown this once. `Authorization: Bearer <token>` over REST, `auth: { token }` over sockets. `read` reads and receives events, `write` does the rest; no token reaches accounts, bots or tokens. A bot has 10 tokens at most. */
  create_bot_token: {
    input: {
      bot_id: Id;
      name: string;
      scopes: ("read" | "write")[];
      /** Without it the token is good until it is revoked */
      expires_at?: string;
    };
    output: {
      token: BotToken;
      secret: string;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'bot_not_found' | 'bot_inactive' | 'token_limit_reached' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** Tokens of a bot that are good */
  list_bot_tokens: {
    input: {
      bot_id: Id;
    };
    output: {
      tokens: BotToken[];
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'bot_not_found' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** The caller’s bots; those of everybody for who administers the server and asks for `all` */
  list_bots: {
    input: {
      all?: string;
      /** How many at most */
      limit?: number;
      after?: Id;
    };
    output: {
      bots: Bot[];
      has_more: boolean;
    };
    errors: 'validation_failed' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'permission_denied' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
  /** End a token at once, with the connections that it opened */
  revoke_bot_token: {
    input: {
      bot_id: Id;
      token_id: Id;
    };
    output: unknown;
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'not_found' | 'bot_not_found' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
    empty: true;
  };
  /** Change a bot, give it to somebody else, or turn it off (owner, administrators). `active: false` ends all its tokens at once, on every node; what it wrote stays. Turned on again it needs new tokens. A bot is turned off with the account of its owner: who wants it to go on gives it to somebody first. */
  update_bot: {
    input: {
      bot_id: Id;
      display_name?: string;
      avatar_url?: string | null;
      owner_id?: Id;
      active?: boolean;
    };
    output: {
      bot: Bot;
    };
    errors: 'validation_failed' | 'malformed_json' | 'token_missing' | 'token_invalid' | 'token_expired' | 'session_ended' | 'user_not_found' | 'bot_not_found' | 'bot_limit_reached' | 'payload_too_large' | 'unsupported_media_type' | 'rate_limited' | 'internal_error' | 'service_unavailable';
  };
}

/** Events that a client can send, by the operation that they ask for. */
export interface ClientEvents {
  refresh_token: 'refresh_token';
  presence_subscribe: 'presence_subscribe';
  set_status: 'set_status';
  join_room: 'join_room';
  leave_room: 'leave_room';
  delete_message: 'delete_message';
  edit_message: 'edit_message';
  send_message: 'send_message';
  mark_thread_read: 'mark_thread_read';
  add_reaction: 'add_reaction';
  remove_reaction: 'remove_reaction';
  typing_start: 'typing_start';
  typing_stop: 'typing_stop';
  mark_read: 'mark_read';
  mark_unread: 'mark_unread';
  read_notifications: 'read_notifications';
  sync: 'sync';
  call_accept: 'call_accept';
  call_attach: 'call_attach';
  call_decline: 'call_decline';
  call_end: 'call_end';
  call_signal: 'call_signal';
  call_start: 'call_start';
  list_calls: 'list_calls';
}

/** Events that the server sends. */
export interface ServerEvents {
  /** After every connect: who one is, and where each conversation stands. Ask `sync` where it is ahead. */
  ready: {
    user: User;
    server_time: Time;
    heads: ReaderHead[];
  };
  /** Conversations whose head moved lately, at a slow beat; ask `sync` where one is behind. */
  heads: {
    heads: Head[];
  };
  /** A message of a conversation, in the order of `seq`. */
  new_message: Message;
  /** A message has another text. */
  message_edited: {
    message: Message;
    rev: number;
  };
  /** A message was deleted. */
  message_deleted: {
    message: Message;
    rev: number;
  };
  /** A message was pinned. */
  message_pinned: {
    message: Message;
    rev: number;
  };
  /** A message was unpinned. */
  message_unpinned: {
    message: Message;
    rev: number;
  };
  /** Something else of a message changed, a link preview for example. */
  message_updated: {
    message: Message;
    rev: number;
  };
  /** Somebody reacted. */
  reaction_added: {
    room_id?: Id;
    dm_id?: Id;
    message_id: Id;
    emoji: string;
    user_id: Id;
    rev: number;
  };
  /** Somebody took a reaction back. */
  reaction_removed: {
    room_id?: Id;
    dm_id?: Id;
    message_id: Id;
    emoji: string;
    user_id: Id;
    rev: number;
  };
  /** Somebody types; over when it is not repeated in time. */
  user_typing: {
    room_id?: Id;
    dm_id?: Id;
    user_id: Id;
    username: string;
    parent_id?: Id;
    expires_in_ms: number;
  };
  /** Somebody stopped typing. */
  user_stopped_typing: {
    room_id?: Id;
    dm_id?: Id;
    user_id: Id;
    username: string;
    parent_id?: Id;
  };
  /** Somebody came, went or changed their status. */
  presence_update: Presence;
  /** The reader's counters of a conversation moved, to all devices of the reader. */
  unread_update: {
    room_id?: Id;
    dm_id?: Id;
    unread_count: number;
    mention_count: number;
  };
  /** One read on in a thread, or follows it or no more, to all devices of the reader. */
  thread_update: {
    room_id?: Id;
    dm_id?: Id;
    /** The message that the thread hangs on */
    message_id: Id;
    following: boolean;
    /** Replies of others after the reader’s position; 0 when not following */
    unread_count: number;
  };
  /** Somebody read up to a message; in DMs and in rooms of up to 200 members. */
  message_read: {
    room_id?: Id;
    dm_id?: Id;
    user_id: Id;
    message_id: Id;
    seq: number;
    read_at: Time;
  };
  /** A room that one is a member of from its beginning. */
  room_created: {
    room: Room;
  };
  /** Name, description, pins, who may write how often, or the number of members changed. */
  room_updated: {
    room: RoomInfo;
  };
  /** A room was archived, or opened again. */
  room_archived: {
    room: RoomInfo;
  };
  /** A room is gone with all that was in it. */
  room_deleted: {
    room_id: Id;
  };
  /** Somebody joined a room. */
  member_joined: {
    room_id: Id;
    user: UserSummary;
    role: Role;
    last_seq: number;
    last_rev: number;
  };
  /** Somebody left a room or was taken out of it. */
  member_left: {
    room_id: Id;
    user_id: Id;
  };
  /** A member has another role, or was muted or unmuted; a mute with an end ends without an event. */
  member_updated: {
    room_id: Id;
    user: UserSummary;
    role: Role;
    /** Until when the member says nothing: in the year 9999 when the mute has no end; null when not muted */
    muted_until: Time | null;
  };
  /** Whom one blocks now, all of them, to all own devices. */
  blocked_update: {
    user_ids: Id[];
  };
  /** A conversation that one is in was made. */
  dm_created: {
    conversation: Conversation;
  };
  /** One took a conversation off the list, on another device perhaps; it is back with the first message after `last_seq`. */
  dm_hidden: {
    dm_id: Id;
    last_seq: number;
  };
  /** One opened a conversation again that was hidden. */
  dm_shown: {
    conversation: Conversation;
  };
  /** The own preferences, changed on another device perhaps, to all own devices. */
  preferences_updated: {
    preferences: Preferences;
  };
  /** Something notifies; one that is known already says what it is now. To all own devices. */
  notification: {
    notification: Notification;
    unread_count: number;
  };
  /** Notifications were read, on another device perhaps: these, or with `null` all there are. */
  notifications_read: {
    ids: Id[] | null;
    unread_count: number;
  };
  /** Notifications were taken back: edited out, deleted, or one left the conversation. */
  notification_removed: {
    ids: Id[];
    unread_count: number;
  };
  /** A call: of the caller, or for the callee to take. */
  call_ringing: {
    call: Call;
  };
  /** One of the devices took the call: the others stop ringing. */
  call_accepted: {
    call: Call;
  };
  /** The call is over; `outcome` says how. */
  call_ended: {
    call: Call;
  };
  /** From the device at the other end, to the one that talks here alone. */
  call_signal: {
    call_id: Id;
    user_id: Id;
    signal: Signal;
  };
  /** One saved a message, or takes it off the saved ones (`saved: null`), to all own devices. */
  saved_updated: {
    message_id: Id;
    saved: SavedMessage | null;
  };
  /** A draft was written on another device, or is gone (its content is empty), to the other own devices. */
  draft_updated: {
    draft: Draft;
  };
  /** The access token is about to expire: send `refresh_token`. */
  token_expiring: {
    expires_in_ms: number;
  };
  /** The session has ended; the connection closes. */
  session_ended: {
    error: Problem;
  };
  /** This node goes away: connect again, to another. */
  server_restarting: {
    reconnect_in_ms: number;
  };
  /** An event that was sent without an acknowledgement callback failed. */
  error: {
    event: string;
    error: Problem;
  };
}

/** Where the operations are asked for, below `/api`. */
export const routes = {
  create_invitation: ['POST /auth/invitations'],
  login: ['POST /auth/login'],
  logout: ['POST /auth/logout'],
  refresh: ['POST /auth/refresh'],
  register: ['POST /auth/register'],
  get_me: ['GET /users/me'],
  get_user: ['GET /users/:user_id'],
  search_users: ['GET /users'],
  update_me: ['PATCH /users/me'],
  block_user: ['PUT /users/me/blocked/:user_id'],
  list_blocked: ['GET /users/me/blocked'],
  unblock_user: ['DELETE /users/me/blocked/:user_id'],
  set_status: ['PUT /users/me/status'],
  archive_room: ['POST /rooms/:room_id/archive'],
  create_room: ['POST /rooms'],
  delete_room: ['DELETE /rooms/:room_id'],
  get_room: ['GET /rooms/:room_id'],
  join_room: ['POST /rooms/:room_id/join'],
  leave_room: ['POST /rooms/:room_id/leave'],
  list_rooms: ['GET /rooms'],
  unarchive_room: ['POST /rooms/:room_id/unarchive'],
  update_room: ['PATCH /rooms/:room_id'],
  add_members: ['POST /rooms/:room_id/members'],
  list_members: ['GET /rooms/:room_id/members'],
  mute_member: ['PUT /rooms/:room_id/members/:user_id/mute'],
  remove_member: ['DELETE /rooms/:room_id/members/:user_id'],
  unmute_member: ['DELETE /rooms/:room_id/members/:user_id/mute'],
  update_member: ['PATCH /rooms/:room_id/members/:user_id'],
  ban_user: ['PUT /rooms/:room_id/bans/:user_id'],
  lift_ban: ['DELETE /rooms/:room_id/bans/:user_id'],
  list_bans: ['GET /rooms/:room_id/bans'],
  accept_invitation: ['POST /invitations/:code/accept'],
  create_room_invitation: ['POST /rooms/:room_id/invitations'],
  get_invitation: ['GET /invitations/:code'],
  list_room_invitations: ['GET /rooms/:room_id/invitations'],
  revoke_room_invitation: ['DELETE /rooms/:room_id/invitations/:invitation_id'],
  get_dm: ['GET /direct-messages/:dm_id'],
  hide_dm: ['DELETE /direct-messages/:dm_id'],
  list_dms: ['GET /direct-messages'],
  open_dm: ['POST /direct-messages'],
  delete_message: ['DELETE /messages/:message_id'],
  edit_message: ['PATCH /messages/:message_id'],
  get_message: ['GET /messages/:message_id'],
  list_messages: ['GET /rooms/:room_id/messages', 'GET /direct-messages/:dm_id/messages'],
  message_history: ['GET /messages/:message_id/history'],
  remove_previews: ['DELETE /messages/:message_id/previews'],
  send_message: ['POST /rooms/:room_id/messages', 'POST /direct-messages/:dm_id/messages', 'POST /users/:user_id/messages'],
  follow_thread: ['PUT /messages/:message_id/thread/follow'],
  get_thread: ['GET /messages/:message_id/thread'],
  list_threads: ['GET /threads'],
  mark_thread_read: ['POST /messages/:message_id/thread/read'],
  unfollow_thread: ['DELETE /messages/:message_id/thread/follow'],
  add_reaction: ['POST /messages/:message_id/reactions'],
  remove_reaction: ['DELETE /messages/:message_id/reactions/:emoji'],
  list_pinned: ['GET /rooms/:room_id/pinned'],
  pin_message: ['POST /messages/:message_id/pin'],
  unpin_message: ['DELETE /messages/:message_id/pin'],
  cancel_upload: ['DELETE /uploads/:upload_id'],
  create_upload: ['POST /uploads'],
  delete_file: ['DELETE /files/:file_id'],
  finish_upload: ['POST /uploads/:upload_id/finish'],
  get_file: ['GET /files/:file_id'],
  get_file_link: ['GET /files/:file_id/url'],
  get_picture: ['GET /pictures/:picture_id'],
  get_upload: ['GET /uploads/:upload_id'],
  list_files: ['GET /rooms/:room_id/files', 'GET /direct-messages/:dm_id/files'],
  put_upload_part: ['PUT /uploads/:upload_id/parts'],
  upload_file: ['POST /upload'],
  list_receipts: ['GET /messages/:message_id/receipts'],
  mark_read: ['POST /rooms/:room_id/read', 'POST /direct-messages/:dm_id/read'],
  mark_unread: ['POST /rooms/:room_id/unread', 'POST /direct-messages/:dm_id/unread'],
  explain_notification: ['GET /messages/:message_id/notification'],
  list_notifications: ['GET /notifications'],
  read_notifications: ['POST /notifications/read'],
  add_push_subscription: ['POST /push/subscriptions'],
  get_push_key: ['GET /push/key'],
  remove_push_subscription: ['DELETE /push/subscriptions'],
  get_preferences: ['GET /users/me/preferences'],
  update_preferences: ['PATCH /users/me/preferences'],
  sync: ['POST /sync'],
  ice_servers: ['GET /calls/ice-servers'],
  list_calls: ['GET /calls'],
  create_bot: ['POST /bots'],
  create_bot_token: ['POST /bots/:bot_id/tokens'],
  list_bot_tokens: ['GET /bots/:bot_id/tokens'],
  list_bots: ['GET /bots'],
  revoke_bot_token: ['DELETE /bots/:bot_id/tokens/:token_id'],
  update_bot: ['PATCH /bots/:bot_id'],
} as const;

/** Operations that need no token. */
export const publicOperations: readonly string[] = [
  'login',
  'refresh',
  'register',
  'get_file',
  'get_picture',
];
