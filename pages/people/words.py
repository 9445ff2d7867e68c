"""Every sentence of logging in, of roles and of who sees what is saved."""

from segmentation.models.documents.library_records import LINK, PRIVATE, TEAM

CLOSED = "This studio is for people who log in"
LOG_IN, LOG_OUT = "Log in", "Log out"
BY_PROXY = (
    "It is opened through the address that your organisation gives for it, where you log in. Here "
    "nobody has said who you are. Ask your administrator for that address."
)
BY_LOGIN = "You log in with the account of your organisation."
NO_ROLE = (
    "You are logged in as {name}, but no list of this studio names you. Ask its administrator to "
    "add this address to viewers or editors."
)
NO_ADDRESS = (
    "You have logged in, but your account tells no verified address by which this studio could "
    "know you. Ask its administrator."
)
UNREADABLE = (
    "The settings of this studio cannot be read, so that nobody can be let in. Its administrator "
    "finds the reason in the log of the server."
)
TWO_LOGINS = (
    "This studio is told to believe both a login of its own and a proxy. Its administrator must "
    "remove one of them."
)
NO_LIBRARY = (
    "The login needs the package Authlib, which is not installed. Its administrator installs it "
    "with `pip install -r requirements-login.txt`."
)
YOU = "{name}, {role}"
LOOKS_ONLY = "You may look, not save: ask an administrator for the role of an editor."

SHARING = "Who opens it"
SHARINGS = {
    PRIVATE: "Only me",
    TEAM: "The team",
    LINK: "Whoever has its address and may log in",
}
OWNED = {
    PRIVATE: "by {owner}, seen by nobody else",
    TEAM: "by {owner}, seen by the team",
    LINK: "by {owner}, seen by whoever has its address",
}
NO_OWNER = "nobody known"
RECENTLY = "Deleted or replaced in the last thirty days"
AS_OF = "{name}, as of {entry.changed:%d %B %Y, %H:%M} UTC"
RESTORE = "Restore"
