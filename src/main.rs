//! The browser's start: the app, or the recovery panel.

fn main() {
    #[cfg(target_arch = "wasm32")]
    {
        chava::messages::dates::install(chava::platform::intl::write_day);
        wasm_bindgen_futures::spawn_local(async {
            if let Err(error) = chava::effects::boot::start().await {
                chava::platform::recovery::show(&error.to_string());
            }
        });
    }
}
