"""What `dateline live` is made of: a process that builds, a watch on files, a server, and a script in the pages that it serves.

    worker      the process that builds: the only one that runs the site's own code (settings, plug-ins)
    builds      the other end of it: starts one, asks it to build, replaces it where code has changed
    watching    which files count, and what has become of them
    state       what the last build came to, and who waits for the next one
    answers     what the server sends for an address; with `injecting`, what it puts into a page on the way
    server      the server itself
    live.js     in the page: shows problems, loads it again
"""
